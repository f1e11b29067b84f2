package chancery.bench.coroutine;

import chancery.bench.coroutine.Toy.Frame;
import chancery.bench.coroutine.Toy.Function;
import chancery.bench.coroutine.Toy.Node;

/// The nodes of the toy that can have a call below them, re-enterable: a yield unwinds through them
/// by an exception, each notes in the path where it was, and goes on from there when it is entered
/// again. On the normal path they ask once whether they are entered again.
final class Resumable {
    private Resumable() {}

    /// Unwinds to the resumer. It has no trace and says nothing.
    @SuppressWarnings("serial") // never leaves the process
    static final class Yielded extends RuntimeException {
        Yielded() {
            super(null, null, false, false);
        }
    }

    static final class Yield extends Node {
        @Override
        Object eval(Frame frame) {
            if (frame.path.resuming()) {
                frame.path.arrived();
                return 1L;
            }
            throw new Yielded();
        }
    }

    static final class Add extends Node {
        private final Node left;
        private final Node right;

        Add(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        Object eval(Frame frame) {
            Path path = frame.path;
            Object first = 0L;
            int place = 0;
            if (path.resuming()) {
                place = path.takePlace();
                first = path.takenValue();
            }
            try {
                if (place == 0) {
                    first = left.eval(frame);
                    place = 1;
                }
                return (Long) first + (Long) right.eval(frame);
            } catch (Yielded yielded) {
                path.put(place, first);
                throw yielded;
            }
        }
    }

    static final class Call extends Node {
        private final Function function;
        private final Node argument;

        Call(Function function, Node argument) {
            this.function = function;
            this.argument = argument;
        }

        @Override
        Object eval(Frame frame) {
            Path path = frame.path;
            Frame callee;
            if (path.resuming()) {
                path.takePlace();
                callee = (Frame) path.takenValue();
            } else {
                callee = new Frame(path, argument.eval(frame));
            }
            try {
                return function.body.eval(callee);
            } catch (Yielded yielded) {
                path.put(0, callee);
                throw yielded;
            }
        }
    }

    /// `if local < bound then first else second`
    static final class IfLess extends Node {
        private final long bound;
        private final Node first;
        private final Node second;

        IfLess(long bound, Node first, Node second) {
            this.bound = bound;
            this.first = first;
            this.second = second;
        }

        @Override
        Object eval(Frame frame) {
            Path path = frame.path;
            boolean less = path.resuming() ? path.takePlace() == 0 : (Long) frame.local < bound;
            try {
                return less ? first.eval(frame) : second.eval(frame);
            } catch (Yielded yielded) {
                path.put(less ? 0 : 1, frame);
                throw yielded;
            }
        }
    }

    /// Adds up the body for each number below the local.
    static final class Loop extends Node {
        private final Node body;

        Loop(Node body) {
            this.body = body;
        }

        @Override
        Object eval(Frame frame) {
            Path path = frame.path;
            long sum = 0;
            int i = 0;
            if (path.resuming()) {
                i = path.takePlace();
                sum = (Long) path.takenValue();
            }
            long turns = (Long) frame.local;
            try {
                for (; i < turns; i++) {
                    sum += (Long) body.eval(frame);
                }
            } catch (Yielded yielded) {
                path.put(i, sum);
                throw yielded;
            }
            return sum;
        }
    }
}
