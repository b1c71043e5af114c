/* Variables and constants. Included by interpreter.S. */

  .ifdef OP_far_get_i
op_far_get_i:
  rcall fetch
  rjmp get_i
  .endif
  .ifdef USES_get_i
op_get_i:
  subi r24, OP_get_i
get_i:
  lsl r24
  lsl r24
  movw r26, r28
  add r26, r24
  adc r27, r1
  ld r22, X+
  ld r23, X+
  ld r24, X+
  ld r25, X+
  rjmp push_i
  .endif

  .ifdef OP_far_set_i
op_far_set_i:
  rcall fetch
  rjmp set_i
  .endif
  .ifdef USES_set_i
op_set_i:
  subi r24, OP_set_i
set_i:
  rcall locate_slot
  pop r22
  pop r23
  pop r24
  pop r25
  st X+, r22
  st X+, r23
  st X+, r24
  st X+, r25
  rjmp next
  .endif

  .ifdef OP_far_tee_i
op_far_tee_i:
  rcall fetch
  rjmp tee_i
  .endif
  .ifdef USES_tee_i
op_tee_i:
  subi r24, OP_tee_i
tee_i:
  rcall locate_slot
  pop r22
  pop r23
  pop r24
  pop r25
  st X+, r22
  st X+, r23
  st X+, r24
  st X+, r25
  rjmp push_i
  .endif

  .ifdef OP_far_get_l
op_far_get_l:
  rcall fetch
  rjmp get_l
  .endif
  .ifdef USES_get_l
op_get_l:
  subi r24, OP_get_l
get_l:
  rcall locate_slot
  adiw r26, 8
  ldi r24, 8
1:
  ld r0, -X
  push r0
  dec r24
  brne 1b
  rjmp next
  .endif

  .ifdef OP_far_set_l
op_far_set_l:
  rcall fetch
  rjmp set_l
  .endif
  .ifdef USES_set_l
op_set_l:
  subi r24, OP_set_l
set_l:
  rcall locate_slot
  ldi r24, 8
1:
  pop r0
  st X+, r0
  dec r24
  brne 1b
  rjmp next
  .endif

  .ifdef OP_far_tee_l
op_far_tee_l:
  rcall fetch
  rjmp tee_l
  .endif
  .ifdef USES_tee_l
op_tee_l:
  subi r24, OP_tee_l
tee_l:
  rcall locate_slot
  in r30, _SFR_IO_ADDR(SPL)
  in r31, _SFR_IO_ADDR(SPH)
  adiw r30, 1
  ldi r24, 8
1:
  ld r0, Z+
  st X+, r0
  dec r24
  brne 1b
  rjmp next
  .endif

/* Two bytes follow, the address of the variable. */
  .ifdef OP_global_get_i
op_global_get_i:
  rcall fetch_half
  movw r30, r24
  ld r22, Z
  ldd r23, Z+1
  ldd r24, Z+2
  ldd r25, Z+3
  rjmp push_i
  .endif
  .ifdef OP_global_set_i
op_global_set_i:
  rcall fetch_half
  movw r26, r24
  rcall pop_i
  st X+, r22
  st X+, r23
  st X+, r24
  st X+, r25
  rjmp next
  .endif
  .ifdef OP_global_get_l
op_global_get_l:
  rcall fetch_half
  movw r26, r24
  adiw r26, 8
  ldi r24, 8
1:
  ld r0, -X
  push r0
  dec r24
  brne 1b
  rjmp next
  .endif
  .ifdef OP_global_set_l
op_global_set_l:
  rcall fetch_half
  movw r26, r24
  ldi r24, 8
1:
  pop r0
  st X+, r0
  dec r24
  brne 1b
  rjmp next
  .endif

  .ifdef OP_const
op_const:
  subi r24, OP_const
  mov r22, r24
  rjmp push_byte
  .endif
  .ifdef OP_const8
op_const8:
  rcall fetch
  mov r22, r24
extend_i_from_8:
  clr r23
  sbrc r22, 7
  com r23
  mov r24, r23
  mov r25, r23
  rjmp push_i
  .endif
  .ifdef OP_const16
op_const16:
  rcall fetch_half
  movw r22, r24
  rjmp push_half
  .endif
  .ifdef OP_const32
op_const32:
  rcall fetch_half
  movw r22, r24
  rcall fetch_half
  rjmp push_i
  .endif
  .ifdef OP_long_never
op_long_never:
  ldi r25, 0xff
  mov r24, r25
  movw r22, r24
  movw r20, r24
  movw r18, r24
  ldi r25, 0x7f
  rjmp push_l
  .endif
  .ifdef OP_long8
op_long8:
  rcall fetch
  mov r18, r24
  clr r19
  sbrc r18, 7
  com r19
  mov r20, r19
  mov r21, r19
  movw r22, r20
  movw r24, r20
  rjmp push_l
  .endif
  .ifdef OP_long64
op_long64:
  movw r30, r2
  lpm r18, Z+
  lpm r19, Z+
  lpm r20, Z+
  lpm r21, Z+
  lpm r22, Z+
  lpm r23, Z+
  lpm r24, Z+
  lpm r25, Z+
  movw r2, r30
  rjmp push_l
  .endif

  .ifdef OP_drop_i
op_drop_i:
  rcall pop_i
  rjmp next
  .endif
  .ifdef OP_drop_l
op_drop_l:
  rcall pop_l
  rjmp next
  .endif
  .ifdef OP_select_i
op_select_i:
  rcall pop_condition
  mov r4, r22
  rcall pop_ii
  tst r4
  brne 1f
  movw r22, r18
  movw r24, r20
1:
  rjmp push_i
  .endif
  .ifdef OP_select_l
op_select_l:
  rcall pop_condition
  mov r4, r22
  rcall pop_ll
  tst r4
  brne 1f
  movw r18, r10
  movw r20, r12
  movw r22, r14
  movw r24, r16
1:
  rjmp push_l
  .endif
