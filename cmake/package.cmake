# `cpack` in the build folder makes two Debian packages: the program, and the library to link.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR newsgraph)
set(CPACK_PACKAGE_CONTACT "newsgraph <newsgraph@newsgraph.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program development)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME newsgraph)
# Which libraries and of what version is read from the program itself, but for those that it loads
# when it needs them (graph/late_library.h).
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
string(REGEX MATCH "^[0-9]+\\.[0-9]+" libgit2_series "${libgit2_VERSION}")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS
  "libgit2-${libgit2_series}, libarchive13, libgvc6, libfontconfig1")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "fonts-noto-cjk, fontconfig")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libnewsgraph-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers and static libraries to link newsgraph's graph, readers, queries and exports.")
# The program's package has the model of names; the others are those of dependencies.cmake.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "newsgraph (= ${PROJECT_VERSION}), pkg-config, \
librocksdb-dev, libboost-graph1.81-dev, libboost-url1.81-dev, libgraphviz-dev, nlohmann-json3-dev, \
libfmt-dev, libxxhash-dev, libopencc-dev, libre2-dev, libicu-dev, nettle-dev, libsimdjson-dev, \
libfontconfig-dev, libarchive-dev, libgit2-dev")

# As Debian wants them in every package.
foreach(component program development)
  if(component STREQUAL program)
    set(docs ${CMAKE_INSTALL_DATADIR}/doc/newsgraph)
  else()
    set(docs ${CMAKE_INSTALL_DATADIR}/doc/libnewsgraph-dev)
  endif()
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${docs} RENAME copyright COMPONENT ${component})
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/newsgraph)
include(CPack)
