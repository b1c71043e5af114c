/* Calls, returns and branches. Included by interpreter.S. */

  .ifdef OP_call
op_call:
  rcall fetch_half
  rjmp call_at
  .endif

/* Two bytes follow: how many the locals take, and the parameters. The result is in registers. */
return_from:
  pop r5
  pop r4
  movw r30, r2
  lpm r16, Z+
  lpm r17, Z
  movw r26, r28
  add r26, r16
  adc r27, r1
  ld r28, X+
  ld r29, X+
  ld r2, X+
  ld r3, X+
  add r26, r17
  adc r27, r1
  drop_below_x
  movw r30, r4
  ijmp

  .ifdef OP_return_none
op_return_none:
  rcall return_from
  rjmp next
  .endif
  .ifdef OP_return_i
op_return_i:
  rcall pop_i
  rcall return_from
  rjmp push_i
  .endif
  .ifdef OP_return_l
op_return_l:
  rcall pop_l
  rcall return_from
  rjmp push_l
  .endif

/* Places to branch to are relative to the operator's end. */

  .ifdef OP_br_unless
op_br_unless:
  or_condition
  breq op_br
  rjmp skip_branch
  .endif
  .ifdef OP_br_if
op_br_if:
  or_condition
  brne op_br
  rjmp skip_branch
  .endif
op_br:
  rcall fetch
  clr r25
  sbrc r24, 7
  com r25
branch:
  add r2, r24
  adc r3, r25
  rjmp next

  .ifdef OP_wide_br_unless
op_wide_br_unless:
  rcall pop_condition
  breq op_wide_br
  rjmp skip_wide_branch
  .endif
  .ifdef OP_wide_br_if
op_wide_br_if:
  rcall pop_condition
  brne op_wide_br
  .endif
  .ifdef USES_wide
skip_wide_branch:
  sec
  adc r2, r1
  adc r3, r1
  rjmp skip_branch
op_wide_br:
  rcall fetch_half
  rjmp branch
  .endif

/* A byte follows, the number of the last place, and then all places. */
  .ifdef OP_br_table
op_br_table:
  rcall pop_i
  movw r30, r2
  lpm r18, Z+
  or r24, r23
  or r24, r25
  brne 1f
  cp r22, r18
  brlo 2f
1:
  mov r22, r18
2:
  movw r2, r30
  inc r18
  lsl r18
  add r2, r18
  adc r3, r1
  lsl r22
  add r30, r22
  adc r31, r1
  lpm r24, Z+
  lpm r25, Z
  rjmp branch
  .endif

/* Two bytes follow: how many bytes on top are kept, and how many below them are dropped. */
  .ifdef OP_slide
op_slide:
  rcall fetch_half
  in r26, _SFR_IO_ADDR(SPL)
  in r27, _SFR_IO_ADDR(SPH)
  adiw r26, 1
  add r26, r24
  adc r27, r1
  movw r30, r26
  add r30, r25
  adc r31, r1
  rjmp 2f
1:
  ld r0, -X
  st -Z, r0
2:
  subi r24, 1
  brsh 1b
  movw r26, r30
  drop_below_x
  rjmp next
  .endif
