package chancery.appview.caller;

/// How much a client may ask for: a bucket of tokens and how fast it fills.
///
/// @param refill tokens a second
public record Allowance(long capacity, double refill) {
    /// What a client has when nobody says otherwise.
    public static final Allowance STANDARD = new Allowance(100, 2.0);

    public Allowance {
        if (capacity < 1 || !(refill > 0) || !Double.isFinite(refill)) {
            throw new IllegalArgumentException("an allowance is positive");
        }
    }
}
