// Ends with an exception: exit code 1 and the message on stderr.
print("before");
throw new TypeError("on purpose");
