# Libraries that go into the program itself. A command on a store takes some 20 ms of its own; to map
# and relocate twenty shared libraries took as long. Only what asks for it (the property
# KG_STATIC_PARTS) is linked so: tests, benchmarks and who installs the library use the shared ones.
option(NEWSGRAPH_STATIC_PARTS "RocksDB, ICU and others become part of the program" ON)

# kg_link_part(LAYER TARGET NAME…): LAYER needs TARGET, or instead the archives libNAME.a where all
# of them are there.
function(kg_link_part layer target)
  set(archives "")
  foreach(name IN LISTS ARGN)
    find_library(KG_ARCHIVE_OF_${name} lib${name}.a)
    mark_as_advanced(KG_ARCHIVE_OF_${name})
    list(APPEND archives ${KG_ARCHIVE_OF_${name}})
  endforeach()
  if(NOT NEWSGRAPH_STATIC_PARTS OR "${archives}" MATCHES "NOTFOUND")
    target_link_libraries(${layer} PRIVATE ${target})
    return()
  endif()
  set(is_static $<BOOL:$<TARGET_PROPERTY:KG_STATIC_PARTS>>)
  target_link_libraries(${layer} PRIVATE
    $<BUILD_INTERFACE:$<IF:${is_static},${archives},${target}>>
    $<INSTALL_INTERFACE:${target}>)
endfunction()
