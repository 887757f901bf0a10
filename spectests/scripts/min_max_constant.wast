;; The lesser or greater of a number and a constant, for signalling NaNs and zeros of either sign. A NaN must come out quiet.
(module
  (func $quiet (param f64) (result i64)
    ;; The bits, but of a NaN only whether it is quiet.
    (if (result i64) (f64.eq (local.get 0) (local.get 0))
      (then (i64.reinterpret_f64 (local.get 0)))
      (else (i64.and (i64.reinterpret_f64 (local.get 0)) (i64.const 0x7ff8000000000000)))))
  (func (export "min 255 left") (param i64) (result i64) (call $quiet (f64.min (f64.const 255) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "min 255 right") (param i64) (result i64) (call $quiet (f64.min (f64.reinterpret_i64 (local.get 0)) (f64.const 255))))
  (func (export "min 255 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.min (i64x2.splat (local.get 0)) (v128.const f64x2 7 255)))))
  (func (export "min 255 single") (param f32) (result f32) (f32.min (local.get 0) (f32.const 255)))
  (func (export "min -1 left") (param i64) (result i64) (call $quiet (f64.min (f64.const -1) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "min -1 right") (param i64) (result i64) (call $quiet (f64.min (f64.reinterpret_i64 (local.get 0)) (f64.const -1))))
  (func (export "min -1 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.min (i64x2.splat (local.get 0)) (v128.const f64x2 7 -1)))))
  (func (export "min -1 single") (param f32) (result f32) (f32.min (local.get 0) (f32.const -1)))
  (func (export "min 0 left") (param i64) (result i64) (call $quiet (f64.min (f64.const 0) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "min 0 right") (param i64) (result i64) (call $quiet (f64.min (f64.reinterpret_i64 (local.get 0)) (f64.const 0))))
  (func (export "min 0 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.min (i64x2.splat (local.get 0)) (v128.const f64x2 7 0)))))
  (func (export "min 0 single") (param f32) (result f32) (f32.min (local.get 0) (f32.const 0)))
  (func (export "min -0 left") (param i64) (result i64) (call $quiet (f64.min (f64.const -0) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "min -0 right") (param i64) (result i64) (call $quiet (f64.min (f64.reinterpret_i64 (local.get 0)) (f64.const -0))))
  (func (export "min -0 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.min (i64x2.splat (local.get 0)) (v128.const f64x2 7 -0)))))
  (func (export "min -0 single") (param f32) (result f32) (f32.min (local.get 0) (f32.const -0)))
  (func (export "max 255 left") (param i64) (result i64) (call $quiet (f64.max (f64.const 255) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "max 255 right") (param i64) (result i64) (call $quiet (f64.max (f64.reinterpret_i64 (local.get 0)) (f64.const 255))))
  (func (export "max 255 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.max (i64x2.splat (local.get 0)) (v128.const f64x2 7 255)))))
  (func (export "max 255 single") (param f32) (result f32) (f32.max (local.get 0) (f32.const 255)))
  (func (export "max -1 left") (param i64) (result i64) (call $quiet (f64.max (f64.const -1) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "max -1 right") (param i64) (result i64) (call $quiet (f64.max (f64.reinterpret_i64 (local.get 0)) (f64.const -1))))
  (func (export "max -1 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.max (i64x2.splat (local.get 0)) (v128.const f64x2 7 -1)))))
  (func (export "max -1 single") (param f32) (result f32) (f32.max (local.get 0) (f32.const -1)))
  (func (export "max 0 left") (param i64) (result i64) (call $quiet (f64.max (f64.const 0) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "max 0 right") (param i64) (result i64) (call $quiet (f64.max (f64.reinterpret_i64 (local.get 0)) (f64.const 0))))
  (func (export "max 0 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.max (i64x2.splat (local.get 0)) (v128.const f64x2 7 0)))))
  (func (export "max 0 single") (param f32) (result f32) (f32.max (local.get 0) (f32.const 0)))
  (func (export "max -0 left") (param i64) (result i64) (call $quiet (f64.max (f64.const -0) (f64.reinterpret_i64 (local.get 0)))))
  (func (export "max -0 right") (param i64) (result i64) (call $quiet (f64.max (f64.reinterpret_i64 (local.get 0)) (f64.const -0))))
  (func (export "max -0 lanes") (param i64) (result i64)
    (call $quiet (f64x2.extract_lane 1 (f64x2.max (i64x2.splat (local.get 0)) (v128.const f64x2 7 -0)))))
  (func (export "max -0 single") (param f32) (result f32) (f32.max (local.get 0) (f32.const -0)))
  (func (export "min of a product") (param f64 f64) (result i64)
    (call $quiet (f64.min (f64.mul (local.get 0) (local.get 1)) (f64.const 2)))))

(assert_return (invoke "min 255 left" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "min 255 left" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min 255 left" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "min 255 left" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min 255 left" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "min 255 left" (i64.const 0x4070000000000000)) (i64.const 0x406fe00000000000)) ;; 256
(assert_return (invoke "min 255 left" (i64.const 0x7ff0000000000000)) (i64.const 0x406fe00000000000)) ;; inf
(assert_return (invoke "min 255 left" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min 255 left" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "min 255 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min 255 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min 255 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min 255 right" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "min 255 right" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min 255 right" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "min 255 right" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min 255 right" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "min 255 right" (i64.const 0x4070000000000000)) (i64.const 0x406fe00000000000)) ;; 256
(assert_return (invoke "min 255 right" (i64.const 0x7ff0000000000000)) (i64.const 0x406fe00000000000)) ;; inf
(assert_return (invoke "min 255 right" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min 255 right" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "min 255 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min 255 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min 255 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min 255 lanes" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "min 255 lanes" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min 255 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "min 255 lanes" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min 255 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "min 255 lanes" (i64.const 0x4070000000000000)) (i64.const 0x406fe00000000000)) ;; 256
(assert_return (invoke "min 255 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x406fe00000000000)) ;; inf
(assert_return (invoke "min 255 lanes" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min 255 lanes" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "min 255 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min 255 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min 255 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min -1 left" (i64.const 0x0000000000000000)) (i64.const 0xbff0000000000000)) ;; 0
(assert_return (invoke "min -1 left" (i64.const 0x8000000000000000)) (i64.const 0xbff0000000000000)) ;; -0
(assert_return (invoke "min -1 left" (i64.const 0x3ff0000000000000)) (i64.const 0xbff0000000000000)) ;; 1
(assert_return (invoke "min -1 left" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min -1 left" (i64.const 0x406fe00000000000)) (i64.const 0xbff0000000000000)) ;; 255
(assert_return (invoke "min -1 left" (i64.const 0x4070000000000000)) (i64.const 0xbff0000000000000)) ;; 256
(assert_return (invoke "min -1 left" (i64.const 0x7ff0000000000000)) (i64.const 0xbff0000000000000)) ;; inf
(assert_return (invoke "min -1 left" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min -1 left" (i64.const 0x0000000000000001)) (i64.const 0xbff0000000000000)) ;; least
(assert_return (invoke "min -1 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min -1 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min -1 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min -1 right" (i64.const 0x0000000000000000)) (i64.const 0xbff0000000000000)) ;; 0
(assert_return (invoke "min -1 right" (i64.const 0x8000000000000000)) (i64.const 0xbff0000000000000)) ;; -0
(assert_return (invoke "min -1 right" (i64.const 0x3ff0000000000000)) (i64.const 0xbff0000000000000)) ;; 1
(assert_return (invoke "min -1 right" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min -1 right" (i64.const 0x406fe00000000000)) (i64.const 0xbff0000000000000)) ;; 255
(assert_return (invoke "min -1 right" (i64.const 0x4070000000000000)) (i64.const 0xbff0000000000000)) ;; 256
(assert_return (invoke "min -1 right" (i64.const 0x7ff0000000000000)) (i64.const 0xbff0000000000000)) ;; inf
(assert_return (invoke "min -1 right" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min -1 right" (i64.const 0x0000000000000001)) (i64.const 0xbff0000000000000)) ;; least
(assert_return (invoke "min -1 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min -1 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min -1 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min -1 lanes" (i64.const 0x0000000000000000)) (i64.const 0xbff0000000000000)) ;; 0
(assert_return (invoke "min -1 lanes" (i64.const 0x8000000000000000)) (i64.const 0xbff0000000000000)) ;; -0
(assert_return (invoke "min -1 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0xbff0000000000000)) ;; 1
(assert_return (invoke "min -1 lanes" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min -1 lanes" (i64.const 0x406fe00000000000)) (i64.const 0xbff0000000000000)) ;; 255
(assert_return (invoke "min -1 lanes" (i64.const 0x4070000000000000)) (i64.const 0xbff0000000000000)) ;; 256
(assert_return (invoke "min -1 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0xbff0000000000000)) ;; inf
(assert_return (invoke "min -1 lanes" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min -1 lanes" (i64.const 0x0000000000000001)) (i64.const 0xbff0000000000000)) ;; least
(assert_return (invoke "min -1 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min -1 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min -1 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min 0 left" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "min 0 left" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min 0 left" (i64.const 0x3ff0000000000000)) (i64.const 0x0000000000000000)) ;; 1
(assert_return (invoke "min 0 left" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min 0 left" (i64.const 0x406fe00000000000)) (i64.const 0x0000000000000000)) ;; 255
(assert_return (invoke "min 0 left" (i64.const 0x4070000000000000)) (i64.const 0x0000000000000000)) ;; 256
(assert_return (invoke "min 0 left" (i64.const 0x7ff0000000000000)) (i64.const 0x0000000000000000)) ;; inf
(assert_return (invoke "min 0 left" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min 0 left" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000000)) ;; least
(assert_return (invoke "min 0 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min 0 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min 0 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min 0 right" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "min 0 right" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min 0 right" (i64.const 0x3ff0000000000000)) (i64.const 0x0000000000000000)) ;; 1
(assert_return (invoke "min 0 right" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min 0 right" (i64.const 0x406fe00000000000)) (i64.const 0x0000000000000000)) ;; 255
(assert_return (invoke "min 0 right" (i64.const 0x4070000000000000)) (i64.const 0x0000000000000000)) ;; 256
(assert_return (invoke "min 0 right" (i64.const 0x7ff0000000000000)) (i64.const 0x0000000000000000)) ;; inf
(assert_return (invoke "min 0 right" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min 0 right" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000000)) ;; least
(assert_return (invoke "min 0 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min 0 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min 0 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min 0 lanes" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "min 0 lanes" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min 0 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x0000000000000000)) ;; 1
(assert_return (invoke "min 0 lanes" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min 0 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x0000000000000000)) ;; 255
(assert_return (invoke "min 0 lanes" (i64.const 0x4070000000000000)) (i64.const 0x0000000000000000)) ;; 256
(assert_return (invoke "min 0 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x0000000000000000)) ;; inf
(assert_return (invoke "min 0 lanes" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min 0 lanes" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000000)) ;; least
(assert_return (invoke "min 0 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min 0 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min 0 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min -0 left" (i64.const 0x0000000000000000)) (i64.const 0x8000000000000000)) ;; 0
(assert_return (invoke "min -0 left" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min -0 left" (i64.const 0x3ff0000000000000)) (i64.const 0x8000000000000000)) ;; 1
(assert_return (invoke "min -0 left" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min -0 left" (i64.const 0x406fe00000000000)) (i64.const 0x8000000000000000)) ;; 255
(assert_return (invoke "min -0 left" (i64.const 0x4070000000000000)) (i64.const 0x8000000000000000)) ;; 256
(assert_return (invoke "min -0 left" (i64.const 0x7ff0000000000000)) (i64.const 0x8000000000000000)) ;; inf
(assert_return (invoke "min -0 left" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min -0 left" (i64.const 0x0000000000000001)) (i64.const 0x8000000000000000)) ;; least
(assert_return (invoke "min -0 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min -0 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min -0 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min -0 right" (i64.const 0x0000000000000000)) (i64.const 0x8000000000000000)) ;; 0
(assert_return (invoke "min -0 right" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min -0 right" (i64.const 0x3ff0000000000000)) (i64.const 0x8000000000000000)) ;; 1
(assert_return (invoke "min -0 right" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min -0 right" (i64.const 0x406fe00000000000)) (i64.const 0x8000000000000000)) ;; 255
(assert_return (invoke "min -0 right" (i64.const 0x4070000000000000)) (i64.const 0x8000000000000000)) ;; 256
(assert_return (invoke "min -0 right" (i64.const 0x7ff0000000000000)) (i64.const 0x8000000000000000)) ;; inf
(assert_return (invoke "min -0 right" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min -0 right" (i64.const 0x0000000000000001)) (i64.const 0x8000000000000000)) ;; least
(assert_return (invoke "min -0 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min -0 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min -0 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min -0 lanes" (i64.const 0x0000000000000000)) (i64.const 0x8000000000000000)) ;; 0
(assert_return (invoke "min -0 lanes" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "min -0 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x8000000000000000)) ;; 1
(assert_return (invoke "min -0 lanes" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "min -0 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x8000000000000000)) ;; 255
(assert_return (invoke "min -0 lanes" (i64.const 0x4070000000000000)) (i64.const 0x8000000000000000)) ;; 256
(assert_return (invoke "min -0 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x8000000000000000)) ;; inf
(assert_return (invoke "min -0 lanes" (i64.const 0xfff0000000000000)) (i64.const 0xfff0000000000000)) ;; -inf
(assert_return (invoke "min -0 lanes" (i64.const 0x0000000000000001)) (i64.const 0x8000000000000000)) ;; least
(assert_return (invoke "min -0 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "min -0 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "min -0 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max 255 left" (i64.const 0x0000000000000000)) (i64.const 0x406fe00000000000)) ;; 0
(assert_return (invoke "max 255 left" (i64.const 0x8000000000000000)) (i64.const 0x406fe00000000000)) ;; -0
(assert_return (invoke "max 255 left" (i64.const 0x3ff0000000000000)) (i64.const 0x406fe00000000000)) ;; 1
(assert_return (invoke "max 255 left" (i64.const 0xbff0000000000000)) (i64.const 0x406fe00000000000)) ;; -1
(assert_return (invoke "max 255 left" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max 255 left" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max 255 left" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max 255 left" (i64.const 0xfff0000000000000)) (i64.const 0x406fe00000000000)) ;; -inf
(assert_return (invoke "max 255 left" (i64.const 0x0000000000000001)) (i64.const 0x406fe00000000000)) ;; least
(assert_return (invoke "max 255 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max 255 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max 255 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max 255 right" (i64.const 0x0000000000000000)) (i64.const 0x406fe00000000000)) ;; 0
(assert_return (invoke "max 255 right" (i64.const 0x8000000000000000)) (i64.const 0x406fe00000000000)) ;; -0
(assert_return (invoke "max 255 right" (i64.const 0x3ff0000000000000)) (i64.const 0x406fe00000000000)) ;; 1
(assert_return (invoke "max 255 right" (i64.const 0xbff0000000000000)) (i64.const 0x406fe00000000000)) ;; -1
(assert_return (invoke "max 255 right" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max 255 right" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max 255 right" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max 255 right" (i64.const 0xfff0000000000000)) (i64.const 0x406fe00000000000)) ;; -inf
(assert_return (invoke "max 255 right" (i64.const 0x0000000000000001)) (i64.const 0x406fe00000000000)) ;; least
(assert_return (invoke "max 255 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max 255 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max 255 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max 255 lanes" (i64.const 0x0000000000000000)) (i64.const 0x406fe00000000000)) ;; 0
(assert_return (invoke "max 255 lanes" (i64.const 0x8000000000000000)) (i64.const 0x406fe00000000000)) ;; -0
(assert_return (invoke "max 255 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x406fe00000000000)) ;; 1
(assert_return (invoke "max 255 lanes" (i64.const 0xbff0000000000000)) (i64.const 0x406fe00000000000)) ;; -1
(assert_return (invoke "max 255 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max 255 lanes" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max 255 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max 255 lanes" (i64.const 0xfff0000000000000)) (i64.const 0x406fe00000000000)) ;; -inf
(assert_return (invoke "max 255 lanes" (i64.const 0x0000000000000001)) (i64.const 0x406fe00000000000)) ;; least
(assert_return (invoke "max 255 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max 255 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max 255 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max -1 left" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max -1 left" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "max -1 left" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max -1 left" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "max -1 left" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max -1 left" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max -1 left" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max -1 left" (i64.const 0xfff0000000000000)) (i64.const 0xbff0000000000000)) ;; -inf
(assert_return (invoke "max -1 left" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max -1 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max -1 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max -1 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max -1 right" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max -1 right" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "max -1 right" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max -1 right" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "max -1 right" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max -1 right" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max -1 right" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max -1 right" (i64.const 0xfff0000000000000)) (i64.const 0xbff0000000000000)) ;; -inf
(assert_return (invoke "max -1 right" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max -1 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max -1 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max -1 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max -1 lanes" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max -1 lanes" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "max -1 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max -1 lanes" (i64.const 0xbff0000000000000)) (i64.const 0xbff0000000000000)) ;; -1
(assert_return (invoke "max -1 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max -1 lanes" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max -1 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max -1 lanes" (i64.const 0xfff0000000000000)) (i64.const 0xbff0000000000000)) ;; -inf
(assert_return (invoke "max -1 lanes" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max -1 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max -1 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max -1 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max 0 left" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max 0 left" (i64.const 0x8000000000000000)) (i64.const 0x0000000000000000)) ;; -0
(assert_return (invoke "max 0 left" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max 0 left" (i64.const 0xbff0000000000000)) (i64.const 0x0000000000000000)) ;; -1
(assert_return (invoke "max 0 left" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max 0 left" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max 0 left" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max 0 left" (i64.const 0xfff0000000000000)) (i64.const 0x0000000000000000)) ;; -inf
(assert_return (invoke "max 0 left" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max 0 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max 0 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max 0 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max 0 right" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max 0 right" (i64.const 0x8000000000000000)) (i64.const 0x0000000000000000)) ;; -0
(assert_return (invoke "max 0 right" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max 0 right" (i64.const 0xbff0000000000000)) (i64.const 0x0000000000000000)) ;; -1
(assert_return (invoke "max 0 right" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max 0 right" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max 0 right" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max 0 right" (i64.const 0xfff0000000000000)) (i64.const 0x0000000000000000)) ;; -inf
(assert_return (invoke "max 0 right" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max 0 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max 0 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max 0 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max 0 lanes" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max 0 lanes" (i64.const 0x8000000000000000)) (i64.const 0x0000000000000000)) ;; -0
(assert_return (invoke "max 0 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max 0 lanes" (i64.const 0xbff0000000000000)) (i64.const 0x0000000000000000)) ;; -1
(assert_return (invoke "max 0 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max 0 lanes" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max 0 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max 0 lanes" (i64.const 0xfff0000000000000)) (i64.const 0x0000000000000000)) ;; -inf
(assert_return (invoke "max 0 lanes" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max 0 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max 0 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max 0 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max -0 left" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max -0 left" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "max -0 left" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max -0 left" (i64.const 0xbff0000000000000)) (i64.const 0x8000000000000000)) ;; -1
(assert_return (invoke "max -0 left" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max -0 left" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max -0 left" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max -0 left" (i64.const 0xfff0000000000000)) (i64.const 0x8000000000000000)) ;; -inf
(assert_return (invoke "max -0 left" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max -0 left" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max -0 left" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max -0 left" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max -0 right" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max -0 right" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "max -0 right" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max -0 right" (i64.const 0xbff0000000000000)) (i64.const 0x8000000000000000)) ;; -1
(assert_return (invoke "max -0 right" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max -0 right" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max -0 right" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max -0 right" (i64.const 0xfff0000000000000)) (i64.const 0x8000000000000000)) ;; -inf
(assert_return (invoke "max -0 right" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max -0 right" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max -0 right" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max -0 right" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "max -0 lanes" (i64.const 0x0000000000000000)) (i64.const 0x0000000000000000)) ;; 0
(assert_return (invoke "max -0 lanes" (i64.const 0x8000000000000000)) (i64.const 0x8000000000000000)) ;; -0
(assert_return (invoke "max -0 lanes" (i64.const 0x3ff0000000000000)) (i64.const 0x3ff0000000000000)) ;; 1
(assert_return (invoke "max -0 lanes" (i64.const 0xbff0000000000000)) (i64.const 0x8000000000000000)) ;; -1
(assert_return (invoke "max -0 lanes" (i64.const 0x406fe00000000000)) (i64.const 0x406fe00000000000)) ;; 255
(assert_return (invoke "max -0 lanes" (i64.const 0x4070000000000000)) (i64.const 0x4070000000000000)) ;; 256
(assert_return (invoke "max -0 lanes" (i64.const 0x7ff0000000000000)) (i64.const 0x7ff0000000000000)) ;; inf
(assert_return (invoke "max -0 lanes" (i64.const 0xfff0000000000000)) (i64.const 0x8000000000000000)) ;; -inf
(assert_return (invoke "max -0 lanes" (i64.const 0x0000000000000001)) (i64.const 0x0000000000000001)) ;; least
(assert_return (invoke "max -0 lanes" (i64.const 0x7ff8000000000000)) (i64.const 0x7ff8000000000000)) ;; nan
(assert_return (invoke "max -0 lanes" (i64.const 0x7ff0000000000001)) (i64.const 0x7ff8000000000000)) ;; snan
(assert_return (invoke "max -0 lanes" (i64.const 0xfff4000000000000)) (i64.const 0x7ff8000000000000)) ;; -snan
(assert_return (invoke "min 255 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "min -1 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "min 0 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "min -0 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "max 255 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "max -1 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "max 0 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "max -0 single" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
(assert_return (invoke "min of a product" (f64.const nan:0x4000000000000) (f64.const 1)) (i64.const 0x7ff8000000000000))
(assert_return (invoke "min of a product" (f64.const 3) (f64.const 1)) (i64.const 0x4000000000000000))
(assert_return (invoke "min of a product" (f64.const -3) (f64.const 1)) (i64.const 0xc008000000000000))
