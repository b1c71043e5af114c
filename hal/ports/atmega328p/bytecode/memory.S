/* Loads and stores. Included by interpreter.S. */

/*
 * Z := memory + address + offset, or a trap: for r26 bytes, with the address in r25:r22 and the offset in r30. The
 * address has to be below 64 KiB, and so has each sum; r24 is 0 from there on.
 */
locate:
  or r24, r25
  brne 1f
  add r22, r30
  adc r23, r24
  brcs 1f
  movw r30, r22
  add r22, r26
  adc r23, r24
  brcs 1f
  ldi r24, hi8(WAKEFUL_MEMORY + 1)
  cpi r22, lo8(WAKEFUL_MEMORY + 1)
  cpc r23, r24
  brsh 1f
  subi r30, lo8(-(wakeful_memory))
  sbci r31, hi8(-(wakeful_memory))
  ret
1:
  jmp wakeful_trap_out_of_bounds

/* The same with the address from below the return address, and the offset from the code. */
locate_operand:
  pop r5
  pop r4
  movw r30, r2
  lpm r0, Z+
  movw r2, r30
  pop r22
  pop r23
  pop r24
  pop r25
  push r4
  push r5
  mov r30, r0
  rjmp locate

/*
 * A variable's word in the upper three bits of the next byte, an offset in the lower five: the variable's value in
 * r25:r22, the offset in r30.
 */
  .ifdef USES_fused
fetch_fused:
  rcall fetch
  mov r20, r24
  andi r20, 31
  swap r24
  lsr r24
  andi r24, 7
  rcall locate_slot
  ld r22, X+
  ld r23, X+
  ld r24, X+
  ld r25, X+
  mov r30, r20
  ret
  .endif

/*
 * The ways to an address: of an operand, of a variable with a smaller offset (`scale` tells in which steps), and of a
 * constant that was checked when the program was made. What follows loads from Z.
 */
.macro load name, bytes, scale
  .ifdef OP_get_\name
op_get_\name:
  rcall fetch_fused
  .if \scale >= 2
  lsl r30
  .endif
  .if \scale >= 4
  lsl r30
  .endif
  ldi r26, \bytes
  rcall locate
  rjmp from_\name
  .endif
  .ifdef OP_at_\name
op_at_\name:
  rcall fetch_half
  movw r30, r24
  rjmp from_\name
  .endif
  .ifdef OP_\name
op_\name:
  ldi r26, \bytes
  rcall locate_operand
  .endif
.endm

  load i32_load, 4, 4
  .ifdef USES_i32_load
from_i32_load:
  ld r22, Z
  ldd r23, Z+1
  ldd r24, Z+2
  ldd r25, Z+3
  rjmp push_i
  .endif

  load i32_load8_u, 1, 1
  .ifdef USES_i32_load8_u
from_i32_load8_u:
  ld r22, Z
  rjmp push_byte
  .endif

  load i32_load16_u, 2, 2
  .ifdef USES_i32_load16_u
from_i32_load16_u:
  ld r22, Z
  ldd r23, Z+1
  rjmp push_half
  .endif

  load i32_load8_s, 1, 1
  .ifdef USES_i32_load8_s
from_i32_load8_s:
  ld r22, Z
  clr r23
  sbrc r22, 7
  com r23
  mov r24, r23
  mov r25, r23
  rjmp push_i
  .endif

  load i32_load16_s, 2, 1
  .ifdef USES_i32_load16_s
from_i32_load16_s:
  ld r22, Z
  ldd r23, Z+1
  clr r24
  sbrc r23, 7
  com r24
  mov r25, r24
  rjmp push_i
  .endif

  load i64_load, 8, 4
  .ifdef USES_i64_load
from_i64_load:
  ld r18, Z
  ldd r19, Z+1
  ldd r20, Z+2
  ldd r21, Z+3
  ldd r22, Z+4
  ldd r23, Z+5
  ldd r24, Z+6
  ldd r25, Z+7
  rjmp push_l
  .endif

/* Shorter ones as an i64. */
.macro load_l name, bytes, signed
  load \name, \bytes, 1
  .ifdef USES_\name
from_\name:
  clr r19
  clr r20
  clr r21
  ld r18, Z
  .if \bytes >= 2
  ldd r19, Z+1
  .endif
  .if \bytes >= 4
  ldd r20, Z+2
  ldd r21, Z+3
  .endif
  clr r22
  .if \signed
  .if \bytes == 1
  sbrc r18, 7
  .elseif \bytes == 2
  sbrc r19, 7
  .else
  sbrc r21, 7
  .endif
  com r22
  .if \bytes == 1
  mov r19, r22
  .endif
  .if \bytes <= 2
  mov r20, r22
  mov r21, r22
  .endif
  .endif
  mov r23, r22
  movw r24, r22
  rjmp push_l
  .endif
.endm

  load_l i64_load8_u, 1, 0
  load_l i64_load8_s, 1, 1
  load_l i64_load16_u, 2, 0
  load_l i64_load16_s, 2, 1
  load_l i64_load32_u, 4, 0
  load_l i64_load32_s, 4, 1

.macro store name, bytes, long
  .ifdef OP_\name
op_\name:
  .if \long
  pop r10
  pop r11
  pop r12
  pop r13
  pop r14
  pop r15
  pop r16
  pop r17
  .else
  pop r18
  pop r19
  pop r20
  pop r21
  .endif
  ldi r26, \bytes
  rcall locate_operand
  .if \long
  st Z, r10
  .if \bytes >= 2
  std Z+1, r11
  .endif
  .if \bytes >= 4
  std Z+2, r12
  std Z+3, r13
  .endif
  .if \bytes >= 8
  std Z+4, r14
  std Z+5, r15
  std Z+6, r16
  std Z+7, r17
  .endif
  .else
  st Z, r18
  .if \bytes >= 2
  std Z+1, r19
  .endif
  .if \bytes >= 4
  std Z+2, r20
  std Z+3, r21
  .endif
  .endif
  rjmp next
  .endif
.endm

  store i32_store, 4, 0
  store i32_store8, 1, 0
  store i32_store16, 2, 0
  store i64_store, 8, 1
  store i64_store8, 1, 1
  store i64_store16, 2, 1
  store i64_store32, 4, 1

/* Adds the next two bytes to an address; a sum that does not fit is out of bounds. */
  .ifdef OP_index
op_index:
  rcall fetch_half
  movw r18, r24
  rcall pop_i
  add r22, r18
  adc r23, r19
  adc r24, r1
  adc r25, r1
  brcs 1f
  rjmp push_i
1:
  jmp wakeful_trap_out_of_bounds
  .endif
/* The same for an address below a value, whose bytes are r20. */
  .ifdef OP_index_below_l
op_index_below_l:
  ldi r20, 8
  rjmp index_below
  .endif
  .ifdef OP_index_below_i
op_index_below_i:
  ldi r20, 4
  .endif
  .ifdef USES_index_below
index_below:
  rcall fetch_half
  in r26, _SFR_IO_ADDR(SPL)
  in r27, _SFR_IO_ADDR(SPH)
  adiw r26, 1
  add r26, r20
  adc r27, r1
  movw r30, r26
  ld r18, Z
  add r18, r24
  st Z+, r18
  ld r18, Z
  adc r18, r25
  st Z+, r18
  ld r18, Z
  adc r18, r1
  st Z+, r18
  ld r18, Z
  adc r18, r1
  st Z+, r18
  brcs 1f
  rjmp next
1:
  jmp wakeful_trap_out_of_bounds
  .endif

  .ifdef OP_memory_fill
op_memory_fill:
  pop r14
  pop r15
  pop r16
  pop r17
  rcall pop_ii
  call wakeful_memory_fill
  rjmp next
  .endif
  .ifdef OP_memory_copy
op_memory_copy:
  pop r14
  pop r15
  pop r16
  pop r17
  rcall pop_ii
  call wakeful_memory_copy
  rjmp next
  .endif
