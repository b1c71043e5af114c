(module
  (memory (export "memory") 2)
  (type $task (func (param i32)))
  (table 2 funcref)
  (elem (i32.const 0) $count $turn)
  ;; 4,096 places of the ring, then a counter for each task.
  (global $head (mut i32) (i32.const 0))
  (global $tail (mut i32) (i32.const 0))
  (global $tasks (mut i32) (i32.const 0))

  (func $count (param $task i32)
    (local $at i32)
    (local.set $at (i32.shl (local.get $task) (i32.const 2)))
    (i32.store offset=16384 (local.get $at)
      (i32.add (i32.load offset=16384 (local.get $at)) (i32.const 1))))

  (func $push (param $task i32)
    (i32.store
      (i32.shl (i32.and (global.get $tail) (i32.const 4095)) (i32.const 2))
      (local.get $task))
    (global.set $tail (i32.add (global.get $tail) (i32.const 1))))

  (func $turn (param $task i32)
    (call $count (local.get $task))
    (call $push (local.get $task)))

  (func $begin (export "begin") (param $n i32)
    (local $i i32)
    (global.set $tasks (local.get $n))
    (loop $each
      (call $push (local.get $i))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $i) (local.get $n)))))

  (func $calls (export "calls")
    (local $task i32)
    (loop $each
      (call_indirect (type $task) (local.get $task) (i32.const 0))
      (local.set $task (i32.add (local.get $task) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $task) (global.get $tasks)))))

  (func $ring (export "ring")
    (local $end i32) (local $task i32)
    (local.set $end (global.get $tail))
    (loop $each
      (local.set $task
        (i32.load (i32.shl (i32.and (global.get $head) (i32.const 4095)) (i32.const 2))))
      (global.set $head (i32.add (global.get $head) (i32.const 1)))
      (call_indirect (type $task) (local.get $task) (i32.const 1))
      (br_if $each (i32.ne (global.get $head) (local.get $end))))))
