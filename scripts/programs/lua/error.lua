-- Ends with an error: exit code 1 and the message on stderr.
local function fails(t) return t.missing.field end
print("before")
print(fails({}))
