package chancery.atproto.identity;

import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import java.util.Optional;

/// Finds the account that a handle points at.
public interface HandleResolver {
    /// The account; empty when the handle points at none, or at several.
    ///
    /// @throws FetchException when nobody gave a usable answer in time
    Optional<Did> resolve(Handle handle);

    /// The handle that the document claims, when the handle points back at the document.
    ///
    /// @throws FetchException when nobody gave a usable answer in time
    default Optional<Handle> confirmed(DidDocument document) {
        return document.handle()
                .filter(handle -> resolve(handle).filter(document.id()::equals).isPresent());
    }
}
