# The layers below the command line as an installed library: find_package(newsgraph), docs/library.md.
include(CMakePackageConfigHelpers)

set(NEWSGRAPH_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/newsgraph)

# Adds `header` and whatever of ours it includes to the list `found`.
function(kg_collect_headers header found)
  if(header IN_LIST ${found})
    return()
  endif()
  set(all ${${found}} ${header})
  file(STRINGS ${PROJECT_SOURCE_DIR}/${header} includes REGEX "^#include \"")
  foreach(line IN LISTS includes)
    string(REGEX REPLACE "^#include \"(.*)\".*" "\\1" included "${line}")
    kg_collect_headers(${included} all)
  endforeach()
  set(${found} ${all} PARENT_SCOPE)
endfunction()

# kg_install_layer(graph store.h …): the target newsgraph::graph, with these headers and what they include.
function(kg_install_layer layer)
  set_target_properties(kg_${layer} PROPERTIES EXPORT_NAME ${layer} OUTPUT_NAME newsgraph_${layer})
  target_compile_features(kg_${layer} INTERFACE cxx_std_20)
  target_include_directories(kg_${layer} INTERFACE
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/newsgraph>)
  install(TARGETS kg_${layer} EXPORT newsgraph
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
  set(headers "")
  foreach(header IN LISTS ARGN)
    kg_collect_headers(${layer}/${header} headers)
  endforeach()
  foreach(header IN LISTS headers)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${PROJECT_SOURCE_DIR}/${header} COMPONENT development
            DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/newsgraph/${folder})
  endforeach()
endfunction()

function(kg_install_package_files)
  install(EXPORT newsgraph NAMESPACE newsgraph:: FILE newsgraphTargets.cmake
          DESTINATION ${NEWSGRAPH_CMAKE_DIR} COMPONENT development)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/newsgraphConfig.cmake.in newsgraphConfig.cmake
                                INSTALL_DESTINATION ${NEWSGRAPH_CMAKE_DIR})
  write_basic_package_version_file(newsgraphConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/newsgraphConfig.cmake
                ${PROJECT_BINARY_DIR}/newsgraphConfigVersion.cmake
                ${PROJECT_SOURCE_DIR}/cmake/dependencies.cmake
          DESTINATION ${NEWSGRAPH_CMAKE_DIR} COMPONENT development)
endfunction()
