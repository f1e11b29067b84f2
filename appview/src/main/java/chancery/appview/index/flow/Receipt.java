package chancery.appview.index.flow;

/// Is told what became of a piece of work that was handed in. Quick, from any thread.
interface Receipt {
    /// Readers need not wait for one part of it any longer, once the view has passed this position
    /// of the log of the index: it is in the truth, or waits for a script.
    void settled(long position);

    /// One part of it is done for good.
    void finished();
}
