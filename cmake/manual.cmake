# The manual page and the shells' completions, said by the program itself.
find_program(GZIP gzip REQUIRED)
set(folder ${PROJECT_BINARY_DIR}/manual)
set(ask ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:newsgraph> --no-config)
add_custom_command(
  OUTPUT ${folder}/newsgraph.1.gz ${folder}/newsgraph.bash ${folder}/_newsgraph ${folder}/newsgraph.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
  COMMAND ${ask} manual -o ${folder}/newsgraph.1
  COMMAND ${GZIP} -9nf ${folder}/newsgraph.1
  COMMAND ${ask} completion bash -o ${folder}/newsgraph.bash
  COMMAND ${ask} completion zsh -o ${folder}/_newsgraph
  COMMAND ${ask} completion fish -o ${folder}/newsgraph.fish
  DEPENDS newsgraph)
add_custom_target(manual ALL DEPENDS ${folder}/newsgraph.1.gz)
install(FILES ${folder}/newsgraph.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${folder}/newsgraph.bash RENAME newsgraph
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
# Debian's zsh looks below /usr/local in the one, below /usr in the other.
foreach(name site-functions vendor-completions)
  install(FILES ${folder}/_newsgraph DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${name})
endforeach()
install(FILES ${folder}/newsgraph.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
