# Read by ctest, with PROGRAM set: a test for each suite of a GoogleTest program, of its name.
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "${PROGRAM} --gtest_list_tests: ${failed}")
endif()
string(REGEX REPLACE "\n  [^\n]*" "" suites "\n${listed}")  # the tests
string(REGEX MATCHALL "\n[^ \n]+\\." suites "${suites}")
if(NOT suites)
  message(FATAL_ERROR "${PROGRAM} has no tests")
endif()
foreach(suite ${suites})
  string(REGEX REPLACE "^\n(.*)\\.$" "\\1" suite "${suite}")
  add_test(${suite} ${PROGRAM} "--gtest_filter=${suite}.*")
  set_tests_properties(${suite} PROPERTIES TIMEOUT 1200)
  if(suite MATCHES "^(Killed|FailingDisk|Damaged|Company|Ingest)$")
    set_tests_properties(${suite} PROPERTIES TIMEOUT 14400)  # the nightly target has hundreds of rounds
  endif()
  if(suite MATCHES "^(Archives/.*|Laws|Ingest|Leiden|GraphStore|HostileInput|PutGroup)$")
    set_tests_properties(${suite} PROPERTIES COST 50)  # begun first, as these take longest
  endif()
endforeach()
