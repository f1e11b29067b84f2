package chancery.streams.value;

import java.math.BigDecimal;
import java.util.Comparator;

/// The order of values of one property: numbers by size, texts by code point, times by moment.
/// Values that compare as zero are equal for every question.
public enum DatumOrder implements Comparator<Datum> {
    ORDER;

    private static final long EXACT_MAX = 1L << 53;

    @Override
    public int compare(Datum left, Datum right) {
        return switch (left) {
            case Datum.Flag(var a) when right instanceof Datum.Flag(var b) -> Boolean.compare(a, b);
            case Datum.Whole(var a) when right instanceof Datum.Whole(var b) -> Long.compare(a, b);
            case Datum.Whole(var a) when right instanceof Datum.Real(var b) -> mixed(a, b);
            case Datum.Real(var a) when right instanceof Datum.Whole(var b) -> -mixed(b, a);
            case Datum.Real(var a) when right instanceof Datum.Real(var b) -> reals(a, b);
            case Datum.Text(var a) when right instanceof Datum.Text(var b) -> texts(a, b);
            case Datum.Moment(var a, _) when right instanceof Datum.Moment(var b, _) ->
                    Long.compare(a, b);
            case Datum.Day(var a, _) when right instanceof Datum.Day(var b, _) ->
                    Long.compare(a, b);
            case Datum.Link(var a) when right instanceof Datum.Link(var b) ->
                    texts(a.dotted(), b.dotted());
            case Datum.Flag _,
                    Datum.Whole _,
                    Datum.Real _,
                    Datum.Text _,
                    Datum.Moment _,
                    Datum.Day _,
                    Datum.Document _,
                    Datum.Link _,
                    Datum.Many _ ->
                    Integer.compare(rank(left), rank(right));
        };
    }

    /// Whether both are the same for questions.
    public boolean same(Datum left, Datum right) {
        return rank(left) == rank(right) && compare(left, right) == 0;
    }

    /// Values of different kinds stand apart; those that have no order among themselves are equal.
    private static int rank(Datum value) {
        return switch (value) {
            case Datum.Flag _ -> 0;
            case Datum.Whole _, Datum.Real _ -> 1;
            case Datum.Text _ -> 2;
            case Datum.Moment _ -> 3;
            case Datum.Day _ -> 4;
            case Datum.Link _ -> 5;
            case Datum.Document _ -> 6;
            case Datum.Many _ -> 7;
        };
    }

    private static int mixed(long whole, double real) {
        if (Math.abs(whole) <= EXACT_MAX) {
            return reals((double) whole, real);
        }
        return BigDecimal.valueOf(whole).compareTo(new BigDecimal(real));
    }

    /// Zero has one sign here.
    private static int reals(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /// By code points, which is the order of the bytes in UTF-8 as well.
    public static int texts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean pairs = Character.isSurrogate(left) != Character.isSurrogate(right);
                int order = Character.compare(left, right);
                return !pairs ? order : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
