# Names the platform layer to WAMR's build; CMakeLists.txt beside it gives it this file.
add_definitions(-DBH_PLATFORM_WAKEFUL)
include_directories(${CMAKE_CURRENT_LIST_DIR} ${SHARED_DIR}/platform/include)
set(PLATFORM_SHARED_SOURCE ${CMAKE_CURRENT_LIST_DIR}/platform.c)
