# The tags of what C++ and longjmp throw, which the compiler names and leaves to a library to define.
	.globl	__cpp_exception
	.tagtype	__cpp_exception i32
__cpp_exception:
	.globl	__c_longjmp
	.tagtype	__c_longjmp i32
__c_longjmp:
