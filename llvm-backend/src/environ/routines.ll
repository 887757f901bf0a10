; What functions do that are recognised as routines of the C library, before their own code: see `routines.rs`.
;
; Each takes the base of memory 0, its present size in bytes, and the function's arguments. It returns what the function
; returns, or -1 if it leaves the call to the function's code; then it has written nothing. Sums of two 32-bit numbers do not
; wrap in 64 bits. All that is loaded or stored here lies in memory: ranges are compared with the size first, and chunks of 32
; bytes at multiples of 32 lie in memory if their first byte does, for sizes are multiples of 64 KiB.

declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare i32 @llvm.cttz.i32(i32, i1)
declare i64 @llvm.cttz.i64(i64, i1)
declare i64 @llvm.umin.i64(i64, i64)
declare i64 @llvm.umax.i64(i64, i64)
declare <32 x i8> @llvm.umin.v32i8(<32 x i8>, <32 x i8>)

; Copies. Whatever is loaded is loaded before anything is stored, so the ranges may overlap.
define void @wasmc_routine_copy(ptr %to, ptr %from, i64 %n) alwaysinline {
entry:
  %upto16 = icmp ule i64 %n, 16
  br i1 %upto16, label %small, label %more
small:
  %from8 = icmp uge i64 %n, 8
  br i1 %from8, label %two8, label %fewer
fewer:
  %from4 = icmp uge i64 %n, 4
  br i1 %from4, label %two4, label %tiny
tiny:
  %is.none = icmp eq i64 %n, 0
  br i1 %is.none, label %done, label %three1
done:
  ret void
three1:
  ; The first, the middle and the last byte, some of which may be the same.
  %half = lshr i64 %n, 1
  %n1 = sub i64 %n, 1
  %from.half = getelementptr i8, ptr %from, i64 %half
  %from.1 = getelementptr i8, ptr %from, i64 %n1
  %to.half = getelementptr i8, ptr %to, i64 %half
  %to.1 = getelementptr i8, ptr %to, i64 %n1
  %a1 = load i8, ptr %from, align 1
  %b1 = load i8, ptr %from.half, align 1
  %c1 = load i8, ptr %from.1, align 1
  store i8 %a1, ptr %to, align 1
  store i8 %b1, ptr %to.half, align 1
  store i8 %c1, ptr %to.1, align 1
  ret void
two4:
  %n4 = sub i64 %n, 4
  %from.4 = getelementptr i8, ptr %from, i64 %n4
  %to.4 = getelementptr i8, ptr %to, i64 %n4
  %a4 = load i32, ptr %from, align 1
  %b4 = load i32, ptr %from.4, align 1
  store i32 %a4, ptr %to, align 1
  store i32 %b4, ptr %to.4, align 1
  ret void
two8:
  %n8 = sub i64 %n, 8
  %from.8 = getelementptr i8, ptr %from, i64 %n8
  %to.8 = getelementptr i8, ptr %to, i64 %n8
  %a8 = load i64, ptr %from, align 1
  %b8 = load i64, ptr %from.8, align 1
  store i64 %a8, ptr %to, align 1
  store i64 %b8, ptr %to.8, align 1
  ret void
more:
  %upto32 = icmp ule i64 %n, 32
  br i1 %upto32, label %two16, label %large
two16:
  %n16 = sub i64 %n, 16
  %from.16 = getelementptr i8, ptr %from, i64 %n16
  %to.16 = getelementptr i8, ptr %to, i64 %n16
  %a16 = load <16 x i8>, ptr %from, align 1
  %b16 = load <16 x i8>, ptr %from.16, align 1
  store <16 x i8> %a16, ptr %to, align 1
  store <16 x i8> %b16, ptr %to.16, align 1
  ret void
large:
  %upto64 = icmp ule i64 %n, 64
  br i1 %upto64, label %two32, label %call
two32:
  %n32 = sub i64 %n, 32
  %from.32 = getelementptr i8, ptr %from, i64 %n32
  %to.32 = getelementptr i8, ptr %to, i64 %n32
  %a32 = load <32 x i8>, ptr %from, align 1
  %b32 = load <32 x i8>, ptr %from.32, align 1
  store <32 x i8> %a32, ptr %to, align 1
  store <32 x i8> %b32, ptr %to.32, align 1
  ret void
call:
  call void @llvm.memmove.p0.p0.i64(ptr %to, ptr %from, i64 %n, i1 false)
  ret void
}

; Between ranges that do not overlap. From 2^30 bytes on it is the code's.
define i64 @wasmc_routine_memcpy(ptr %base, i64 %size, i32 %to, i32 %from, i32 %count) alwaysinline {
entry:
  %t = zext i32 %to to i64
  %f = zext i32 %from to i64
  %n = zext i32 %count to i64
  %is.sized = icmp ult i32 %count, 1073741824
  %t.end = add i64 %t, %n
  %f.end = add i64 %f, %n
  %end = call i64 @llvm.umax.i64(i64 %t.end, i64 %f.end)
  %is.inside = icmp ule i64 %end, %size
  %t.f = sub i64 %t, %f
  %f.t = sub i64 %f, %t
  ; The lesser of the distances, as unsigned numbers, is how far apart they begin.
  %distance = call i64 @llvm.umin.i64(i64 %t.f, i64 %f.t)
  %is.apart = icmp uge i64 %distance, %n
  %both = and i1 %is.sized, %is.inside
  %all = and i1 %both, %is.apart
  br i1 %all, label %copy, label %code
copy:
  %to.ptr = getelementptr i8, ptr %base, i64 %t
  %from.ptr = getelementptr i8, ptr %base, i64 %f
  call void @wasmc_routine_copy(ptr %to.ptr, ptr %from.ptr, i64 %n)
  ret i64 %t
code:
  ret i64 -1
}

; Between any ranges.
define i64 @wasmc_routine_memmove(ptr %base, i64 %size, i32 %to, i32 %from, i32 %count) alwaysinline {
entry:
  %t = zext i32 %to to i64
  %f = zext i32 %from to i64
  %n = zext i32 %count to i64
  %is.sized = icmp ult i32 %count, 1073741824
  %t.end = add i64 %t, %n
  %f.end = add i64 %f, %n
  %end = call i64 @llvm.umax.i64(i64 %t.end, i64 %f.end)
  %is.inside = icmp ule i64 %end, %size
  %all = and i1 %is.sized, %is.inside
  br i1 %all, label %copy, label %code
copy:
  %to.ptr = getelementptr i8, ptr %base, i64 %t
  %from.ptr = getelementptr i8, ptr %base, i64 %f
  call void @wasmc_routine_copy(ptr %to.ptr, ptr %from.ptr, i64 %n)
  ret i64 %t
code:
  ret i64 -1
}

define i64 @wasmc_routine_memset(ptr %base, i64 %size, i32 %to, i32 %value, i32 %count) alwaysinline {
entry:
  %t = zext i32 %to to i64
  %n = zext i32 %count to i64
  %byte = trunc i32 %value to i8
  %from8 = sub i32 %count, 8
  %is.sized = icmp ult i32 %from8, 1073741824
  %end = add i64 %t, %n
  %is.inside = icmp ule i64 %end, %size
  %all = and i1 %is.sized, %is.inside
  br i1 %all, label %fill, label %code
fill:
  %to.ptr = getelementptr i8, ptr %base, i64 %t
  %end.ptr = getelementptr i8, ptr %base, i64 %end
  %first = insertelement <32 x i8> poison, i8 %byte, i64 0
  %bytes32 = shufflevector <32 x i8> %first, <32 x i8> poison, <32 x i32> zeroinitializer
  %bytes16 = shufflevector <32 x i8> %first, <32 x i8> poison, <16 x i32> zeroinitializer
  %upto16 = icmp ule i64 %n, 16
  br i1 %upto16, label %two8, label %more
two8:
  %wide = zext i8 %byte to i64
  %bytes8 = mul i64 %wide, 72340172838076673
  %end.8 = getelementptr i8, ptr %end.ptr, i64 -8
  store i64 %bytes8, ptr %to.ptr, align 1
  store i64 %bytes8, ptr %end.8, align 1
  ret i64 %t
more:
  %upto32 = icmp ule i64 %n, 32
  br i1 %upto32, label %two16, label %large
two16:
  %end.16 = getelementptr i8, ptr %end.ptr, i64 -16
  store <16 x i8> %bytes16, ptr %to.ptr, align 1
  store <16 x i8> %bytes16, ptr %end.16, align 1
  ret i64 %t
large:
  %upto64 = icmp ule i64 %n, 64
  br i1 %upto64, label %two32, label %call
two32:
  %end.32 = getelementptr i8, ptr %end.ptr, i64 -32
  store <32 x i8> %bytes32, ptr %to.ptr, align 1
  store <32 x i8> %bytes32, ptr %end.32, align 1
  ret i64 %t
call:
  call void @llvm.memset.p0.i64(ptr %to.ptr, i8 %byte, i64 %n, i1 false)
  ret i64 %t
code:
  ret i64 -1
}

; The result of comparing at a position where two strings differ or end: a number of 32 bits.
define i64 @wasmc_routine_difference(ptr %left, ptr %right, i64 %at) alwaysinline {
  %left.at = getelementptr i8, ptr %left, i64 %at
  %right.at = getelementptr i8, ptr %right, i64 %at
  %l = load i8, ptr %left.at, align 1
  %r = load i8, ptr %right.at, align 1
  %l.wide = zext i8 %l to i32
  %r.wide = zext i8 %r to i32
  %difference = sub i32 %l.wide, %r.wide
  %result = zext i32 %difference to i64
  ret i64 %result
}

; A bit for each of 32 bytes that differ.
define i32 @wasmc_routine_unequal(ptr %left, ptr %right, i64 %at) alwaysinline {
  %left.at = getelementptr i8, ptr %left, i64 %at
  %right.at = getelementptr i8, ptr %right, i64 %at
  %l = load <32 x i8>, ptr %left.at, align 1
  %r = load <32 x i8>, ptr %right.at, align 1
  %differ = icmp ne <32 x i8> %l, %r
  %mask = bitcast <32 x i1> %differ to i32
  ret i32 %mask
}

; Both ranges must be in memory as a whole. Ranges that are no multiple of a chunk end with one that overlaps the one before.
define i64 @wasmc_routine_memcmp(ptr %base, i64 %size, i32 %left, i32 %right, i32 %count) alwaysinline {
entry:
  %l = zext i32 %left to i64
  %r = zext i32 %right to i64
  %n = zext i32 %count to i64
  %l.end = add i64 %l, %n
  %r.end = add i64 %r, %n
  %end = call i64 @llvm.umax.i64(i64 %l.end, i64 %r.end)
  %is.inside = icmp ule i64 %end, %size
  %from4 = icmp uge i64 %n, 4
  %all = and i1 %is.inside, %from4
  br i1 %all, label %compare, label %code
compare:
  %l.ptr = getelementptr i8, ptr %base, i64 %l
  %r.ptr = getelementptr i8, ptr %base, i64 %r
  %from32 = icmp uge i64 %n, 32
  br i1 %from32, label %large, label %small
small:
  %from8 = icmp uge i64 %n, 8
  br i1 %from8, label %words, label %halves
halves:
  %at4 = sub i64 %n, 4
  %l.4 = getelementptr i8, ptr %l.ptr, i64 %at4
  %r.4 = getelementptr i8, ptr %r.ptr, i64 %at4
  %l4 = load i32, ptr %l.ptr, align 1
  %r4 = load i32, ptr %r.ptr, align 1
  %l4.last = load i32, ptr %l.4, align 1
  %r4.last = load i32, ptr %r.4, align 1
  %x4 = xor i32 %l4, %r4
  %x4.last = xor i32 %l4.last, %r4.last
  %x4.wide = zext i32 %x4 to i64
  %x4.last.wide = zext i32 %x4.last to i64
  %is.first4 = icmp ne i32 %x4, 0
  %is.any4 = or i32 %x4, %x4.last
  %is.same4 = icmp eq i32 %is.any4, 0
  %x.4 = select i1 %is.first4, i64 %x4.wide, i64 %x4.last.wide
  %from.4 = select i1 %is.first4, i64 0, i64 %at4
  br i1 %is.same4, label %same, label %found.bit
words:
  %x8 = call i64 @wasmc_routine_word(ptr %l.ptr, ptr %r.ptr, i64 0)
  %is.first8 = icmp ne i64 %x8, 0
  br i1 %is.first8, label %found.bit, label %second
second:
  %from16 = icmp ugt i64 %n, 16
  br i1 %from16, label %third, label %last8
third:
  %x8.3 = call i64 @wasmc_routine_word(ptr %l.ptr, ptr %r.ptr, i64 8)
  %is.third = icmp ne i64 %x8.3, 0
  br i1 %is.third, label %found.bit, label %fourth
fourth:
  %from24 = icmp ugt i64 %n, 24
  br i1 %from24, label %fifth, label %last8
fifth:
  %x8.5 = call i64 @wasmc_routine_word(ptr %l.ptr, ptr %r.ptr, i64 16)
  %is.fifth = icmp ne i64 %x8.5, 0
  br i1 %is.fifth, label %found.bit, label %last8
last8:
  %at8 = sub i64 %n, 8
  %x8.last = call i64 @wasmc_routine_word(ptr %l.ptr, ptr %r.ptr, i64 %at8)
  %is.last8 = icmp ne i64 %x8.last, 0
  br i1 %is.last8, label %found.bit, label %same
found.bit:
  %x = phi i64 [ %x.4, %halves ], [ %x8, %words ], [ %x8.3, %third ], [ %x8.5, %fifth ], [ %x8.last, %last8 ]
  %x.from = phi i64 [ %from.4, %halves ], [ 0, %words ], [ 8, %third ], [ 16, %fifth ], [ %at8, %last8 ]
  %bit = call i64 @llvm.cttz.i64(i64 %x, i1 true)
  %byte = lshr i64 %bit, 3
  %x.at = add i64 %x.from, %byte
  br label %found
large:
  %last = sub i64 %n, 32
  br label %chunk
chunk:
  %i = phi i64 [ 0, %large ], [ %next, %equal ]
  %mask = call i32 @wasmc_routine_unequal(ptr %l.ptr, ptr %r.ptr, i64 %i)
  %is.unequal = icmp ne i32 %mask, 0
  br i1 %is.unequal, label %found.chunk, label %equal
equal:
  %next = add i64 %i, 32
  %is.more = icmp ult i64 %next, %last
  br i1 %is.more, label %chunk, label %tail
tail:
  %mask.last = call i32 @wasmc_routine_unequal(ptr %l.ptr, ptr %r.ptr, i64 %last)
  %is.unequal.last = icmp ne i32 %mask.last, 0
  br i1 %is.unequal.last, label %found.chunk, label %same
found.chunk:
  %m = phi i32 [ %mask, %chunk ], [ %mask.last, %tail ]
  %m.from = phi i64 [ %i, %chunk ], [ %last, %tail ]
  %position = call i32 @llvm.cttz.i32(i32 %m, i1 true)
  %position.wide = zext i32 %position to i64
  %m.at = add i64 %m.from, %position.wide
  br label %found
found:
  %at = phi i64 [ %x.at, %found.bit ], [ %m.at, %found.chunk ]
  %result = call i64 @wasmc_routine_difference(ptr %l.ptr, ptr %r.ptr, i64 %at)
  ret i64 %result
same:
  ret i64 0
code:
  ret i64 -1
}

; What differs in eight bytes.
define i64 @wasmc_routine_word(ptr %left, ptr %right, i64 %at) alwaysinline {
  %left.at = getelementptr i8, ptr %left, i64 %at
  %right.at = getelementptr i8, ptr %right, i64 %at
  %l = load i64, ptr %left.at, align 1
  %r = load i64, ptr %right.at, align 1
  %differ = xor i64 %l, %r
  ret i64 %differ
}

; A bit for each of 32 bytes that is the one that is sought, or zero if that is sought as well.
define i32 @wasmc_routine_sought(ptr %chunk, <32 x i8> %sought, i1 %or.zero) alwaysinline {
  %bytes = load <32 x i8>, ptr %chunk, align 1
  %distance = xor <32 x i8> %bytes, %sought
  %nearest = call <32 x i8> @llvm.umin.v32i8(<32 x i8> %distance, <32 x i8> %bytes)
  %looked.at = select i1 %or.zero, <32 x i8> %nearest, <32 x i8> %distance
  %found = icmp eq <32 x i8> %looked.at, zeroinitializer
  %mask = bitcast <32 x i1> %found to i32
  ret i32 %mask
}

; Where memory has the first byte that is sought, at `start` or later. If there is none before `end`, which is at most
; the memory's size, some number from `end` on.
define i64 @wasmc_routine_find(ptr %base, i64 %start, i64 %end, <32 x i8> %sought, i1 %or.zero) alwaysinline {
entry:
  %start.chunk = and i64 %start, -32
  %start.bit = trunc i64 %start to i32
  %start.shift = and i32 %start.bit, 31
  %start.ptr = getelementptr i8, ptr %base, i64 %start.chunk
  %start.all = call i32 @wasmc_routine_sought(ptr %start.ptr, <32 x i8> %sought, i1 %or.zero)
  %start.mask = lshr i32 %start.all, %start.shift
  %is.first = icmp ne i32 %start.mask, 0
  br i1 %is.first, label %in.first, label %next
in.first:
  %first = call i32 @llvm.cttz.i32(i32 %start.mask, i1 true)
  %first.wide = zext i32 %first to i64
  %first.at = add i64 %start, %first.wide
  ret i64 %first.at
next:
  %at = phi i64 [ %start.chunk, %entry ], [ %chunk, %scan ]
  %chunk = add i64 %at, 32
  %is.inside = icmp ult i64 %chunk, %end
  br i1 %is.inside, label %scan, label %none
scan:
  %ptr = getelementptr i8, ptr %base, i64 %chunk
  %mask = call i32 @wasmc_routine_sought(ptr %ptr, <32 x i8> %sought, i1 %or.zero)
  %is.here = icmp ne i32 %mask, 0
  br i1 %is.here, label %here, label %next
here:
  %position = call i32 @llvm.cttz.i32(i32 %mask, i1 true)
  %position.wide = zext i32 %position to i64
  %here.at = add i64 %chunk, %position.wide
  ret i64 %here.at
none:
  ret i64 %chunk
}

define <32 x i8> @wasmc_routine_splat(i32 %value) alwaysinline {
  %byte = trunc i32 %value to i8
  %first = insertelement <32 x i8> poison, i8 %byte, i64 0
  %bytes = shufflevector <32 x i8> %first, <32 x i8> poison, <32 x i32> zeroinitializer
  ret <32 x i8> %bytes
}

define i64 @wasmc_routine_strlen(ptr %base, i64 %size, i32 %string) alwaysinline {
entry:
  %s = zext i32 %string to i64
  %is.inside = icmp ult i64 %s, %size
  br i1 %is.inside, label %search, label %code
search:
  %at = call i64 @wasmc_routine_find(ptr %base, i64 %s, i64 %size, <32 x i8> zeroinitializer, i1 false)
  %is.found = icmp ult i64 %at, %size
  br i1 %is.found, label %found, label %code
found:
  %length = sub i64 %at, %s
  ret i64 %length
code:
  ret i64 -1
}

define i64 @wasmc_routine_strchrnul(ptr %base, i64 %size, i32 %string, i32 %value) alwaysinline {
entry:
  %s = zext i32 %string to i64
  %is.inside = icmp ult i64 %s, %size
  br i1 %is.inside, label %search, label %code
search:
  %sought = call <32 x i8> @wasmc_routine_splat(i32 %value)
  %at = call i64 @wasmc_routine_find(ptr %base, i64 %s, i64 %size, <32 x i8> %sought, i1 true)
  %is.found = icmp ult i64 %at, %size
  br i1 %is.found, label %found, label %code
found:
  ret i64 %at
code:
  ret i64 -1
}

; The range may go on behind memory's end if the byte is found before that.
define i64 @wasmc_routine_memchr(ptr %base, i64 %size, i32 %start, i32 %value, i32 %count) alwaysinline {
entry:
  %s = zext i32 %start to i64
  %n = zext i32 %count to i64
  %s.end = add i64 %s, %n
  %end = call i64 @llvm.umin.i64(i64 %s.end, i64 %size)
  %is.inside = icmp ult i64 %s, %end
  br i1 %is.inside, label %search, label %code
search:
  %sought = call <32 x i8> @wasmc_routine_splat(i32 %value)
  %at = call i64 @wasmc_routine_find(ptr %base, i64 %s, i64 %end, <32 x i8> %sought, i1 false)
  %is.found = icmp ult i64 %at, %end
  br i1 %is.found, label %found, label %none
found:
  ret i64 %at
none:
  %is.whole = icmp ule i64 %s.end, %size
  %result = select i1 %is.whole, i64 0, i64 -1
  ret i64 %result
code:
  ret i64 -1
}

; Where two strings first differ or end, or `most` if not before that: a position that is smaller than `limit`, or one from `limit`
; on if that could not be found out. 32 bytes from each position below `limit` are in memory.
define i64 @wasmc_routine_mismatch(ptr %left, ptr %right, i64 %limit, i64 %most) alwaysinline {
entry:
  br label %next
next:
  %i = phi i64 [ 0, %entry ], [ %after, %same ]
  %is.inside = icmp ult i64 %i, %limit
  br i1 %is.inside, label %scan, label %open
scan:
  %left.at = getelementptr i8, ptr %left, i64 %i
  %right.at = getelementptr i8, ptr %right, i64 %i
  %l = load <32 x i8>, ptr %left.at, align 1
  %r = load <32 x i8>, ptr %right.at, align 1
  %differ = icmp ne <32 x i8> %l, %r
  %is.zero = icmp eq <32 x i8> %l, zeroinitializer
  %stops = or <32 x i1> %differ, %is.zero
  %mask = bitcast <32 x i1> %stops to i32
  %is.here = icmp ne i32 %mask, 0
  br i1 %is.here, label %here, label %same
same:
  %after = add i64 %i, 32
  %is.more = icmp ult i64 %after, %most
  br i1 %is.more, label %next, label %all
here:
  %position = call i32 @llvm.cttz.i32(i32 %mask, i1 true)
  %position.wide = zext i32 %position to i64
  %at = add i64 %i, %position.wide
  ret i64 %at
all:
  ret i64 %most
open:
  ret i64 -1
}

define i64 @wasmc_routine_strcmp(ptr %base, i64 %size, i32 %left, i32 %right) alwaysinline {
entry:
  %l = zext i32 %left to i64
  %r = zext i32 %right to i64
  %l.ptr = getelementptr i8, ptr %base, i64 %l
  %r.ptr = getelementptr i8, ptr %base, i64 %r
  %higher = call i64 @llvm.umax.i64(i64 %l, i64 %r)
  %higher.end = add i64 %higher, 31
  %limit = call i64 @llvm.usub.sat.i64(i64 %size, i64 %higher.end)
  %at = call i64 @wasmc_routine_mismatch(ptr %l.ptr, ptr %r.ptr, i64 %limit, i64 -1)
  %is.open = icmp slt i64 %at, 0
  br i1 %is.open, label %code, label %found
found:
  %result = call i64 @wasmc_routine_difference(ptr %l.ptr, ptr %r.ptr, i64 %at)
  ret i64 %result
code:
  ret i64 -1
}
declare i64 @llvm.usub.sat.i64(i64, i64)

define i64 @wasmc_routine_strncmp(ptr %base, i64 %size, i32 %left, i32 %right, i32 %count) alwaysinline {
entry:
  %l = zext i32 %left to i64
  %r = zext i32 %right to i64
  %n = zext i32 %count to i64
  %l.ptr = getelementptr i8, ptr %base, i64 %l
  %r.ptr = getelementptr i8, ptr %base, i64 %r
  %higher = call i64 @llvm.umax.i64(i64 %l, i64 %r)
  %higher.end = add i64 %higher, 31
  %limit = call i64 @llvm.usub.sat.i64(i64 %size, i64 %higher.end)
  %at = call i64 @wasmc_routine_mismatch(ptr %l.ptr, ptr %r.ptr, i64 %limit, i64 %n)
  %is.open = icmp slt i64 %at, 0
  br i1 %is.open, label %code, label %known
known:
  %is.within = icmp ult i64 %at, %n
  br i1 %is.within, label %found, label %same
found:
  %result = call i64 @wasmc_routine_difference(ptr %l.ptr, ptr %r.ptr, i64 %at)
  ret i64 %result
same:
  ret i64 0
code:
  ret i64 -1
}
