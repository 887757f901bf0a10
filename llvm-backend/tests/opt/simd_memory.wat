;; Loads and stores of lanes are memory operands.
(module
  (memory 1)
  (func (export "v128.load8x8_s") (result v128) (v128.load8x8_s (i32.const 64)))
  (func (export "v128.load8x8_u") (result v128) (v128.load8x8_u (i32.const 64)))
  (func (export "v128.load16x4_s") (result v128) (v128.load16x4_s (i32.const 64)))
  (func (export "v128.load16x4_u") (result v128) (v128.load16x4_u (i32.const 64)))
  (func (export "v128.load32x2_s") (result v128) (v128.load32x2_s (i32.const 64)))
  (func (export "v128.load32x2_u") (result v128) (v128.load32x2_u (i32.const 64)))
  (func (export "v128.load8_splat") (result v128) (v128.load8_splat (i32.const 64)))
  (func (export "v128.load8_lane_0") (param v128) (result v128) (v128.load8_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.store8_lane_0") (param v128) (v128.store8_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.load8_lane_1") (param v128) (result v128) (v128.load8_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.store8_lane_1") (param v128) (v128.store8_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.load16_splat") (result v128) (v128.load16_splat (i32.const 64)))
  (func (export "v128.load16_lane_0") (param v128) (result v128) (v128.load16_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.store16_lane_0") (param v128) (v128.store16_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.load16_lane_1") (param v128) (result v128) (v128.load16_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.store16_lane_1") (param v128) (v128.store16_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.load32_splat") (result v128) (v128.load32_splat (i32.const 64)))
  (func (export "v128.load32_lane_0") (param v128) (result v128) (v128.load32_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.store32_lane_0") (param v128) (v128.store32_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.load32_lane_1") (param v128) (result v128) (v128.load32_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.store32_lane_1") (param v128) (v128.store32_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.load64_splat") (result v128) (v128.load64_splat (i32.const 64)))
  (func (export "v128.load64_lane_0") (param v128) (result v128) (v128.load64_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.store64_lane_0") (param v128) (v128.store64_lane 0 (i32.const 64) (local.get 0)))
  (func (export "v128.load64_lane_1") (param v128) (result v128) (v128.load64_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.store64_lane_1") (param v128) (v128.store64_lane 1 (i32.const 64) (local.get 0)))
  (func (export "v128.load32_zero") (result v128) (v128.load32_zero (i32.const 64)))
  (func (export "v128.load64_zero") (result v128) (v128.load64_zero (i32.const 64)))
  (func (export "v128.load") (result v128) (v128.load (i32.const 64)))
  (func (export "v128.store") (param v128) (v128.store (i32.const 64) (local.get 0))))
;; instructions: x86-64-v2 x86-64-v3 x86-64-v4
;;   v128.load8x8_s                       1  1  1
;;   v128.load8x8_u                       1  1  1
;;   v128.load16x4_s                      1  1  1
;;   v128.load16x4_u                      1  1  1
;;   v128.load32x2_s                      1  1  1
;;   v128.load32x2_u                      1  1  1
;;   v128.load8_splat                     3  1  1
;;   v128.load8_lane_0                    1  1  1
;;   v128.store8_lane_0                   1  1  1
;;   v128.load8_lane_1                    1  1  1
;;   v128.store8_lane_1                   1  1  1
;;   v128.load16_splat                    3  1  1
;;   v128.load16_lane_0                   1  1  1
;;   v128.store16_lane_0                  1  1  1
;;   v128.load16_lane_1                   1  1  1
;;   v128.store16_lane_1                  1  1  1
;;   v128.load32_splat                    2  1  1
;;   v128.load32_lane_0                   1  1  1
;;   v128.store32_lane_0                  1  1  1
;;   v128.load32_lane_1                   1  1  1
;;   v128.store32_lane_1                  1  1  1
;;   v128.load64_splat                    2  1  1
;;   v128.load64_lane_0                   1  1  1
;;   v128.store64_lane_0                  1  1  1
;;   v128.load64_lane_1                   1  1  1
;;   v128.store64_lane_1                  1  1  1
;;   v128.load32_zero                     1  1  1
;;   v128.load64_zero                     1  1  1
;;   v128.load                            1  1  1
;;   v128.store                           1  1  1
