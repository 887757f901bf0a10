;; A load of whose value only the first bytes are looked at stays as wide as it is: it is volatile. One whose last byte
;; reaches anything is plain, also by way of sums and shifts. A store that changes some bits of a loaded word is volatile.
(module
  (memory 1)
  (func $masked (export "masked") (param i32) (result i32)
    (i32.and (i32.load (local.get 0)) (i32.const 0xffffff)))
  (func $high (export "high") (param i32) (result i32)
    (i32.wrap_i64 (i64.shr_u (i64.add (i64.load (local.get 0)) (i64.const 7)) (i64.const 25))))
  (func $low (export "low") (param i32) (result i32)
    (i32.wrap_i64 (i64.shr_u (i64.add (i64.load (local.get 0)) (i64.const 7)) (i64.const 24))))
  (func $set_bit (export "set_bit") (param i32)
    (i32.store (local.get 0) (i32.or (i32.load (local.get 0)) (i32.const 4))))
  (func $combine (export "combine") (param i32 i32)
    (i32.store (local.get 0) (i32.or (i32.load (local.get 0)) (local.get 1))))
  (func $first_lane (export "first_lane") (param i32) (result f32)
    (f32x4.extract_lane 0 (v128.load (local.get 0))))
  (func $last_lane (export "last_lane") (param i32) (result f32)
    (f32x4.extract_lane 3 (v128.load (local.get 0))))
  (func $halves (export "halves") (param i32) (result v128) (local v128)
    (i16x8.add
      (i16x8.extend_low_i8x16_u (local.tee 1 (v128.load (local.get 0))))
      (i16x8.extend_high_i8x16_u (local.get 1)))))
;; in: masked[0]
;; check: load volatile i32
;; in: high[1]
;; check: load i64
;; check-not: volatile
;; in: low[2]
;; check: load volatile i64
;; in: set_bit[3]
;; check: load i32
;; check: store volatile i32
;; in: combine[4]
;; check: store i32
;; check-not: volatile
;; in: first_lane[5]
;; check: load volatile <
;; in: last_lane[6]
;; check: load float
;; check-not: volatile
;; in: halves[7]
;; check-not: volatile
