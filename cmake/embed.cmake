# Makes a C++ source of a file's bytes: cmake -DINPUT=… -DOUTPUT=… -DNAME=kPage -P embed.cmake
# A missing file gives no bytes.
set(bytes "")
set(size 0)
if(EXISTS ${INPUT})
  file(READ ${INPUT} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
endif()
file(WRITE ${OUTPUT} "namespace kg {
extern const unsigned char ${NAME}Bytes[];
extern const unsigned ${NAME}Size;
const unsigned char ${NAME}Bytes[] = {${bytes}0};
const unsigned ${NAME}Size = ${size};
}
")
