/* To and from C: what the core calls, and what the module imports. Included by interpreter.S. */

.macro enter
  ldi r26, 0
  ldi r27, 0
  ldi r30, pm_lo8(1f)
  ldi r31, pm_hi8(1f)
  jmp __prologue_saves__
1:
.endm

.macro begin entry, leave
  ldi r24, lo8(\leave)
  ldi r25, hi8(\leave)
  movw r2, r24
  ldi r30, lo8(\entry)
  ldi r31, hi8(\entry)
  rjmp call_function
.endm

#ifdef ENTRY_begin
  .global firmware_begin
firmware_begin:
  enter
  begin ENTRY_begin, wakeful_leave_none
#endif

  .global firmware_start
firmware_start:
  enter
  begin ENTRY_start, wakeful_leave_none

  .global firmware_poll
firmware_poll:
  enter
  begin ENTRY_poll, wakeful_leave_l

  .global firmware_raise
firmware_raise:
  enter
  push r25
  push r24
  push r23
  push r22
  push r21
  push r20
  push r19
  push r18
  push r17
  push r16
  push r15
  push r14
  push r13
  push r12
  push r11
  push r10
  begin ENTRY_raise, wakeful_leave_none

op_leave_l:
  rcall pop_l
op_leave_none:
  in r28, _SFR_IO_ADDR(SPL)
  in r29, _SFR_IO_ADDR(SPH)
  ldi r30, 18
  jmp __epilogue_restores__

#include "imports-bytecode.S"

  .ifdef USES_pop_none
pop_none:
  ret
  .endif

  .ifdef USES_pop_iiii
pop_iiii:
  pop r31
  pop r30
  pop r10
  pop r11
  pop r12
  pop r13
  rjmp pop_third
  .set USES_pop_iii, 1
  .endif

  .ifdef USES_pop_iii
pop_iii:
  pop r31
  pop r30
pop_third:
  pop r14
  pop r15
  pop r16
  pop r17
  rjmp pop_second
  .endif

  .ifdef OP_import_log
op_import_log:
  in r24, _SFR_IO_ADDR(SPL)
  in r25, _SFR_IO_ADDR(SPH)
  adiw r24, 1
  call wakeful_log_operands
  ldi r24, 36
  drop_bytes
  rjmp next
  .endif
