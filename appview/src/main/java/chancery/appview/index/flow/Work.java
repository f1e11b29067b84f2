package chancery.appview.index.flow;

import chancery.atproto.syntax.Did;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Changes of one repository that are handed in together.
///
/// @param receipt has one part for each step
/// @param taken runs when their turn has come, before anything that was handed in later; false
///     when they are not wanted any longer
record Work(Did did, List<Step> steps, Asking asking, Receipt receipt, BooleanSupplier taken) {
    /// Whether scripts are asked first.
    enum Asking {
        /// They are told what happened.
        ASKED,
        /// They are told of a new record, whatever is known of it.
        ASKED_AS_NEW,
        UNASKED
    }
}
