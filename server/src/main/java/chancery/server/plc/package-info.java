/// The did:plc directory inside the process: operations kept in the store, and the paths below
/// `/plc` that clients know from the public directory. The rules stand in `atproto.identity`.
@NullMarked
package chancery.server.plc;

import org.jspecify.annotations.NullMarked;
