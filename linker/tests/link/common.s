# Common symbols have no section.
    .comm shared,8,8

#! expect-error: symbol `shared`: common symbols have no place in an artifact
