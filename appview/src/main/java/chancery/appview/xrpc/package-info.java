/// The methods that lexicons make, as XRPC: who calls, the order of checks, parameters by type,
/// answers without a script, rate limits, and what is passed on to others. Leaves what a list
/// finds and what a script does to the features.
@NullMarked
package chancery.appview.xrpc;

import org.jspecify.annotations.NullMarked;
