;; A constant keeps the bits of a signalling NaN.
(module
  (func (result f32) (f32.const nan:0x200000))
  (func (result f64) (f64.const nan:0x4000000000000)))

;; define fastcc float @func_0() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %0 = phi float [ 0x7FF4000000000000, %entry ]
;;   ret float %0
;; }
;; define fastcc double @func_1() {
;; entry:
;;   br label %end
;;
;; end:                                              ; preds = %entry
;;   %0 = phi double [ 0x7FF4000000000000, %entry ]
;;   ret double %0
;; }
