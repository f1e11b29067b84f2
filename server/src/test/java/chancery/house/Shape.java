package chancery.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Walks one parsed file and notes what is too long, too deep, or has too many parts.
final class Shape extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final int METHOD_LINES_MAX = 60;
    private static final int NESTING_MAX = 4;
    private static final int PARAMETERS_MAX = 5;
    private static final int COMPONENTS_MAX = 10;
    private static final int DEPENDENCIES_MAX = 7;

    private static final List<String> FORBIDDEN_ENDINGS =
            List.of(
                    "Impl",
                    "Manager",
                    "Helper",
                    "Util",
                    "Utils",
                    "Common",
                    "Base",
                    "Abstract",
                    "Info",
                    "Data",
                    "Processor",
                    "Wrapper",
                    "Misc");

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> faults = new ArrayList<>();
    private int depth;
    private int deepest;

    Shape(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    List<String> faults() {
        scan(unit, null);
        return faults;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void none) {
        String name = node.getSimpleName().toString();
        for (String ending : FORBIDDEN_ENDINGS) {
            if (name.endsWith(ending)) {
                faults.add(name + ": a name that ends in " + ending + " says nothing");
            }
        }
        if (node.getKind() == Tree.Kind.RECORD) {
            check(name, "components", components(node), COMPONENTS_MAX);
        }
        int outer = depth;
        int outerDeepest = deepest;
        depth = 0;
        super.visitClass(node, null);
        depth = outer;
        deepest = outerDeepest;
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void none) {
        String name = node.getName().toString();
        BlockTree body = node.getBody();
        if (name.equals("<init>")) {
            check("constructor", "parameters", node.getParameters().size(), constructorMax());
        } else {
            check(name, "parameters", node.getParameters().size(), PARAMETERS_MAX);
        }
        if (body != null) {
            check(name, "lines", lines(body), METHOD_LINES_MAX);
        }
        depth = 0;
        deepest = 0;
        super.visitMethod(node, null);
        check(name, "levels of nesting", deepest, NESTING_MAX);
        return null;
    }

    /// A record's own constructor is bound by its components.
    private int constructorMax() {
        Tree owner = getCurrentPath().getParentPath().getLeaf();
        return owner.getKind() == Tree.Kind.RECORD ? COMPONENTS_MAX : DEPENDENCIES_MAX;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree node, @Nullable Void none) {
        ExpressionTree start = node.getInitializer();
        Tree parent = getCurrentPath().getParentPath().getLeaf();
        boolean hidden = node.getType() == null && !(parent instanceof TryTree);
        if (hidden && start != null && !namesType(start)) {
            faults.add(
                    "var "
                            + node.getName()
                            + " at "
                            + line(node)
                            + ": the right side names no type");
        }
        if (hidden && parent instanceof EnhancedForLoopTree) {
            faults.add("var " + node.getName() + " at " + line(node) + ": a loop names its type");
        }
        return super.visitVariable(node, null);
    }

    private static boolean namesType(ExpressionTree start) {
        return switch (start) {
            case NewClassTree _, NewArrayTree _, TypeCastTree _ -> true;
            case MethodInvocationTree call ->
                    call.getMethodSelect() instanceof MemberSelectTree select
                            && isType(select.getExpression());
            default -> false;
        };
    }

    private static boolean isType(ExpressionTree tree) {
        return switch (tree) {
            case IdentifierTree name -> Character.isUpperCase(name.getName().charAt(0));
            case MemberSelectTree select -> Character.isUpperCase(select.getIdentifier().charAt(0));
            default -> false;
        };
    }

    @Override
    public @Nullable Void visitIf(IfTree node, @Nullable Void none) {
        Tree parent = getCurrentPath().getParentPath().getLeaf();
        boolean chained = parent instanceof IfTree outer && outer.getElseStatement() == node;
        return chained ? super.visitIf(node, null) : deeper(() -> super.visitIf(node, null));
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree node, @Nullable Void none) {
        return deeper(() -> super.visitForLoop(node, null));
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree node, @Nullable Void none) {
        return deeper(() -> super.visitEnhancedForLoop(node, null));
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree node, @Nullable Void none) {
        return deeper(() -> super.visitWhileLoop(node, null));
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree node, @Nullable Void none) {
        return deeper(() -> super.visitDoWhileLoop(node, null));
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree node, @Nullable Void none) {
        return deeper(() -> super.visitSwitch(node, null));
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree node, @Nullable Void none) {
        return deeper(() -> super.visitSwitchExpression(node, null));
    }

    @Override
    public @Nullable Void visitTry(TryTree node, @Nullable Void none) {
        return deeper(() -> super.visitTry(node, null));
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree node, @Nullable Void none) {
        return deeper(() -> super.visitSynchronized(node, null));
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void none) {
        return node.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT
                ? deeper(() -> super.visitLambdaExpression(node, null))
                : super.visitLambdaExpression(node, null);
    }

    private @Nullable Void deeper(Supplier<@Nullable Void> walk) {
        depth++;
        deepest = Math.max(deepest, depth);
        walk.get();
        depth--;
        return null;
    }

    private static int components(ClassTree record) {
        return (int)
                record.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(
                                v ->
                                        !v.getModifiers()
                                                .getFlags()
                                                .contains(javax.lang.model.element.Modifier.STATIC))
                        .count();
    }

    private void check(String name, String what, long count, long max) {
        if (count > max) {
            faults.add(name + ": " + count + " " + what + ", at most " + max);
        }
    }

    private long lines(BlockTree body) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, body))
                - unit.getLineMap().getLineNumber(positions.getStartPosition(unit, body))
                + 1;
    }

    private long line(Tree node) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
    }
}
