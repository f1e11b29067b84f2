package chancery.store.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// The order of values of one kind.
public enum SingleOrder implements Comparator<Value.Single> {
    ORDER;

    /// @throws IllegalArgumentException when the two are of different kinds
    @Override
    public int compare(Value.Single left, Value.Single right) {
        return switch (left) {
            case Value.Text(var a) when right instanceof Value.Text(var b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            case Value.Whole(var a) when right instanceof Value.Whole(var b) -> Long.compare(a, b);
            case Value.Real(var a) when right instanceof Value.Real(var b) -> Double.compare(a, b);
            case Value.Flag(var a) when right instanceof Value.Flag(var b) -> Boolean.compare(a, b);
            case Value.Text _, Value.Whole _, Value.Real _, Value.Flag _ ->
                    throw new IllegalArgumentException("values of two kinds");
        };
    }
}
