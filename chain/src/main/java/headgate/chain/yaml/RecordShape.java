package headgate.chain.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record asks of a file: its keys in order, with their types and defaults.
 *
 * @param type the record
 * @param slots one per component
 */
public record RecordShape(Class<?> type, List<Slot> slots) {

  /**
   * One key of a record.
   *
   * @param key as the file writes it
   * @param type what the component holds
   * @param defaultText the default as the file would write it; null where the key has to be there
   */
  public record Slot(String key, Type type, @Nullable String defaultText) {}

  /** Copies the list, so that the shape stays as it is. */
  public RecordShape {
    slots = List.copyOf(slots);
  }

  /** The shape of a record. */
  public static RecordShape of(Class<?> type) {
    if (!type.isRecord()) {
      throw new LinkageError("no YAML form for " + type);
    }
    return new RecordShape(
        type, Arrays.stream(type.getRecordComponents()).map(RecordShape::slot).toList());
  }

  /** The keys in the order of the components. */
  public List<String> keys() {
    return slots.stream().map(Slot::key).toList();
  }

  /** Calls the canonical constructor; what a compact constructor throws comes out as it is. */
  Object build(@Nullable Object[] values) {
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw new LinkageError("cannot build " + type.getName(), thrown);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("cannot build " + type.getName(), impossible);
    }
  }

  private Constructor<?> constructor() throws NoSuchMethodException {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor;
  }

  private static Slot slot(RecordComponent component) {
    var key = component.getAnnotation(Key.class);
    var otherwise = component.getAnnotation(Default.class);
    return new Slot(
        key == null ? component.getName() : key.value(),
        component.getGenericType(),
        otherwise == null ? null : otherwise.value());
  }
}
