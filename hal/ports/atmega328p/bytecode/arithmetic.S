/* Comparisons and arithmetic. Included by interpreter.S. */

/* Flags as `cp` leaves them, of the first operand to the second; `swapped`, of the second to the first. */
  .ifdef USES_compare_i
compare_ii:
  pop r31
  pop r30
  pop r18
  pop r19
  pop r20
  pop r21
  pop r22
  pop r23
  pop r24
  pop r25
  cp r22, r18
  cpc r23, r19
  cpc r24, r20
  cpc r25, r21
  ijmp
  .endif
  .ifdef USES_swapped_i
swapped_ii:
  pop r31
  pop r30
  pop r22
  pop r23
  pop r24
  pop r25
  pop r18
  pop r19
  pop r20
  pop r21
  cp r22, r18
  cpc r23, r19
  cpc r24, r20
  cpc r25, r21
  ijmp
  .endif

/* The second operand is the next byte, which has a sign. */
  .ifdef USES_immediate
pop_immediate:
  pop r5
  pop r4
  movw r30, r2
  lpm r18, Z+
  movw r2, r30
  clr r19
  sbrc r18, 7
  com r19
  mov r20, r19
  mov r21, r19
  pop r22
  pop r23
  pop r24
  pop r25
  movw r30, r4
  ijmp
compare_immediate:
  pop r7
  pop r6
  rcall pop_immediate
  cp r22, r18
  cpc r23, r19
  cpc r24, r20
  cpc r25, r21
  movw r30, r6
  ijmp
  .endif

/* Of an i64 the second operand goes to r25:r18 first if they are swapped. */
  .ifdef USES_compare_l
compare_ll:
  pop r5
  pop r4
  rcall pop_ll
  cp r18, r10
  cpc r19, r11
  cpc r20, r12
  cpc r21, r13
  cpc r22, r14
  cpc r23, r15
  cpc r24, r16
  cpc r25, r17
  movw r30, r4
  ijmp
  .endif
  .ifdef USES_swapped_l
swapped_ll:
  pop r5
  pop r4
  rcall pop_ll
  cp r10, r18
  cpc r11, r19
  cpc r12, r20
  cpc r13, r21
  cpc r14, r22
  cpc r15, r23
  cpc r16, r24
  cpc r17, r25
  movw r30, r4
  ijmp
  .endif

.macro relation name, order, branch
  .ifdef OP_\name
op_\name:
  rcall \order
  ldi r22, 1
  \branch 1f
  ldi r22, 0
1:
  rjmp push_truth
  .endif
.endm

  relation i32_eqz, pop_condition, breq
  relation imm_i32_eq, compare_immediate, breq
  relation imm_i32_ne, compare_immediate, brne
  relation i32_eq, compare_ii, breq
  relation i32_ne, compare_ii, brne
  relation i32_lt_s, compare_ii, brlt
  relation i32_lt_u, compare_ii, brlo
  relation i32_ge_s, compare_ii, brge
  relation i32_ge_u, compare_ii, brsh
  relation i32_gt_s, swapped_ii, brlt
  relation i32_gt_u, swapped_ii, brlo
  relation i32_le_s, swapped_ii, brge
  relation i32_le_u, swapped_ii, brsh
  relation i64_eq, compare_ll, breq
  relation i64_ne, compare_ll, brne
  relation i64_lt_s, compare_ll, brlt
  relation i64_lt_u, compare_ll, brlo
  relation i64_ge_s, compare_ll, brge
  relation i64_ge_u, compare_ll, brsh
  relation i64_gt_s, swapped_ll, brlt
  relation i64_gt_u, swapped_ll, brlo
  relation i64_le_s, swapped_ll, brge
  relation i64_le_u, swapped_ll, brsh

  .ifdef OP_i64_eqz
op_i64_eqz:
  rcall pop_l
  or r22, r18
  or r22, r19
  or r22, r20
  or r22, r21
  or r22, r23
  or r22, r24
  or r22, r25
  ldi r22, 1
  breq 1f
  ldi r22, 0
1:
  rjmp push_byte
  .endif

.macro each_byte name, first, others
  .ifdef USES_i32_\name
  .ifdef OP_imm_i32_\name
op_imm_i32_\name:
  rcall pop_immediate
  .ifdef OP_i32_\name
  rjmp 1f
  .endif
  .endif
  .ifdef OP_i32_\name
op_i32_\name:
  rcall pop_ii
  .endif
1:
  \first r22, r18
  \others r23, r19
  \others r24, r20
  \others r25, r21
  rjmp push_i
  .endif
  .ifdef OP_i64_\name
op_i64_\name:
  rcall pop_ll
  \first r18, r10
  \others r19, r11
  \others r20, r12
  \others r21, r13
  \others r22, r14
  \others r23, r15
  \others r24, r16
  \others r25, r17
  rjmp push_l
  .endif
.endm

  each_byte add, add, adc
  each_byte sub, sub, sbc
  each_byte and, and, and
  each_byte or, or, or
  each_byte xor, eor, eor

.macro in_c name
  external i32_\name, wakeful_i32_\name, ii, push_i
  external i64_\name, wakeful_i64_\name, ll, push_l
.endm

  in_c mul
  in_c div_s
  in_c div_u
  in_c rem_s
  in_c rem_u
  in_c shl
  in_c shr_s
  in_c shr_u
  in_c rotl
  in_c rotr

.macro in_c_one name
  external i32_\name, wakeful_i32_\name, i, push_i
  external i64_\name, wakeful_i64_\name, l, push_l
.endm

  in_c_one clz
  in_c_one ctz
  in_c_one popcnt
  in_c_one extend8_s
  in_c_one extend16_s
  external i64_extend32_s, wakeful_i64_extend32_s, l, push_l

  .ifdef OP_i32_wrap_i64
op_i32_wrap_i64:
  rcall pop_l
  movw r22, r18
  movw r24, r20
  rjmp push_i
  .endif

  .ifdef OP_i64_extend_i32_u
op_i64_extend_i32_u:
  pop r18
  pop r19
  pop r20
  pop r21
  clr r22
  clr r23
  movw r24, r22
  rjmp push_l
  .endif
  .ifdef OP_i64_extend_i32_s
op_i64_extend_i32_s:
  pop r18
  pop r19
  pop r20
  pop r21
  clr r22
  sbrc r21, 7
  com r22
  mov r23, r22
  movw r24, r22
  rjmp push_l
  .endif

  .ifdef OP_unreachable
op_unreachable:
  jmp wakeful_trap_unreachable
  .endif
