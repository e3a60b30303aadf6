# `cpack` in the build folder makes a Debian package of the installed program.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR newsgraph)
set(CPACK_PACKAGE_CONTACT "newsgraph <newsgraph@newsgraph.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
# Which libraries and of what version is read from the program itself.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, fontconfig")
include(CPack)
