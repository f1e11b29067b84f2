package chancery.appview.index.flow;

import chancery.atproto.syntax.Did;

import java.util.List;

/// Changes of one repository that are handed in together.
///
/// @param receipt has one part for each step
/// @param taken runs when their turn has come, before anything that was handed in later
record Work(Did did, List<Step> steps, Asking asking, Receipt receipt, Runnable taken) {
    /// Whether scripts are asked first.
    enum Asking {
        ASKED,
        UNASKED
    }
}
