package emit

// Update is the flag of the tests outside of the package too.
var Update = update
