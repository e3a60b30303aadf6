# Installs the built tree into a folder of its own, and there builds and runs a project that finds the
# library by find_package: cmake -DBUILD_DIR=… -DSOURCE_DIR=… -DCXX=… -P check.cmake
cmake_minimum_required(VERSION 3.25)
set(work ${BUILD_DIR}/consumer-check)
file(REMOVE_RECURSE ${work})

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${work}/usr)
foreach(file bin/newsgraph share/newsgraph/people.model share/man/man1/newsgraph.1.gz
             share/bash-completion/completions/newsgraph share/zsh/site-functions/_newsgraph
             share/fish/vendor_completions.d/newsgraph.fish)
  if(NOT EXISTS ${work}/usr/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

# Every installed header compiles alone, in any order, without our build's folders.
file(GLOB_RECURSE headers RELATIVE ${work}/usr/include ${work}/usr/include/newsgraph/*.h)
list(REVERSE headers)
file(COPY ${SOURCE_DIR}/tests/consumer/ DESTINATION ${work}/project)
set(includes "")
foreach(header IN LISTS headers)
  string(APPEND includes "#include <${header}>\n")
endforeach()
file(APPEND ${work}/project/CMakeLists.txt "target_sources(consumer PRIVATE headers.cc)\n")
file(WRITE ${work}/project/headers.cc "${includes}")

run(${CMAKE_COMMAND} -G Ninja -S ${work}/project -B ${work}/build -DCMAKE_PREFIX_PATH=${work}/usr
    -DCMAKE_CXX_COMPILER=${CXX})
run(${CMAKE_COMMAND} --build ${work}/build)
execute_process(COMMAND ${CMAKE_COMMAND} -E env NEWSGRAPH_DATA=${work}/usr/share/newsgraph
                        ${work}/build/consumer ${work}/store ${SOURCE_DIR}/sample/articles 马克龙
                OUTPUT_FILE ${work}/around.graphml ERROR_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
if(NOT said MATCHES "^[1-9][0-9]+ articles\n[1-9][0-9]+ nodes around 马克龙\n$")
  message(FATAL_ERROR "the consumer said: ${said}")
endif()
file(STRINGS ${work}/around.graphml last REGEX "</graphml>")
if(NOT last)
  message(FATAL_ERROR "the consumer wrote no GraphML")
endif()
file(REMOVE_RECURSE ${work})
