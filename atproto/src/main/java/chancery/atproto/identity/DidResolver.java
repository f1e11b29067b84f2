package chancery.atproto.identity;

import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;

import java.util.Optional;

/// Finds the document of a DID.
public interface DidResolver {
    /// The document; empty when the DID is unknown, has ended, or is of no method of the network.
    ///
    /// @throws FetchException when nobody gave a usable answer in time
    Optional<DidDocument> resolve(Did did);

    /// The document as it is now, past any cache.
    ///
    /// @throws FetchException when nobody gave a usable answer in time
    default Optional<DidDocument> refresh(Did did) {
        return resolve(did);
    }

    /// Forgets what is known about this DID, for it may be otherwise by now.
    default void forget(Did did) {}
}
