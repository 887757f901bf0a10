# An object without anything.

#! expect-section: .text 0x1000 0x0 AX
#! expect-section: .eh_frame 0x1000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-segment: text 0x1000 0x0 0x0
#! expect-segment: rodata 0x1000 0x4 0x4
#! expect-segment: data 0x2000 0x0 0x0
#! expect-image-bytes: 0x2000
#! expect-eh-frame: 0x1000 0x4
