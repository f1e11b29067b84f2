package chancery.bench.coroutine;

/// The smallest interpreter that can run fib, a loop of calls and a recursion that ends in yields.
/// Its nodes are entered once and left once.
final class Toy {
    private Toy() {}

    /// An activation: one local variable, and the path of the coroutine that it runs in.
    static final class Frame {
        final Path path;
        Object local;

        Frame(Path path, Object local) {
            this.path = path;
            this.local = local;
        }
    }

    /// What can be evaluated.
    abstract static class Node {
        abstract Object eval(Frame frame);
    }

    /// A function of one parameter. The body is set once, because it may call itself.
    static final class Function {
        Node body = new Constant(0L);
    }

    static final class Constant extends Node {
        private final Object value;

        Constant(Object value) {
            this.value = value;
        }

        @Override
        Object eval(Frame frame) {
            return value;
        }
    }

    static final class Local extends Node {
        @Override
        Object eval(Frame frame) {
            return frame.local;
        }
    }

    /// A sum of two integers. Without calls in its operands it serves both kinds of trees.
    static final class Add extends Node {
        private final Node left;
        private final Node right;

        Add(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        Object eval(Frame frame) {
            return (Long) left.eval(frame) + (Long) right.eval(frame);
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
            return function.body.eval(new Frame(frame.path, argument.eval(frame)));
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
            return (Long) frame.local < bound ? first.eval(frame) : second.eval(frame);
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
            long sum = 0;
            long turns = (Long) frame.local;
            for (long i = 0; i < turns; i++) {
                sum += (Long) body.eval(frame);
            }
            return sum;
        }
    }
}
