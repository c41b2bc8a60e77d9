package headgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.util.function.Consumer;

/**
 * Loads the house's classes once more, its main classes with a counter at the begin of each method
 * and before each branch: a loop cannot go round without passing one. So the work of a reader is a
 * number that is the same on every machine, however busy. What the JDK and other libraries do for
 * it counts as one step.
 */
final class CountingLoader extends ClassLoader {
  private static final ClassDesc STEPS = ClassDesc.of(Steps.class.getName());
  private static final MethodTypeDesc STEP = MethodTypeDesc.ofDescriptor("()V");

  private final ClassLoader others;
  private final ClassFile files;

  CountingLoader(ClassLoader others) {
    super("counting", others);
    this.others = others;
    files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(others)));
  }

  /** A target whose readers are counted. */
  Consumer<byte[]> load(Target target) {
    try {
      var run =
          MethodHandles.publicLookup()
              .findStatic(
                  loadClass(target.type()),
                  "fuzzerTestOneInput",
                  MethodType.methodType(void.class, byte[].class));
      return input -> invoke(run, input);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException(target + " cannot be loaded", absent);
    }
  }

  // What a target throws is the test's to see.
  @SuppressWarnings({"PMD.AvoidCatchingThrowable", "checkstyle:IllegalCatch"})
  private static void invoke(MethodHandle run, byte[] input) {
    try {
      run.invokeExact(input);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("headgate.") || name.equals(Steps.class.getName())) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var file = others.getResource(name.replace('.', '/') + ".class");
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    var bytes = isTest(file) ? read(file) : counted(read(file));
    return defineClass(name, bytes, 0, bytes.length);
  }

  private static boolean isTest(URL file) {
    var place = file.toString();
    return place.contains("/test-classes/") || place.contains("-tests.jar!");
  }

  private static byte[] read(URL file) {
    try (var stream = file.openStream()) {
      return stream.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private byte[] counted(byte[] bytes) {
    return files.transformClass(
        files.parse(bytes), ClassTransform.transformingMethodBodies(new Counting()));
  }

  /** Leaves the stack as it is, so that it fits anywhere. */
  private static final class Counting implements CodeTransform {
    @Override
    public void atStart(CodeBuilder code) {
      code.invokestatic(STEPS, "step", STEP);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case BranchInstruction _, LookupSwitchInstruction _, TableSwitchInstruction _ ->
            code.invokestatic(STEPS, "step", STEP);
        default -> {}
      }
      code.with(element);
    }
  }
}
