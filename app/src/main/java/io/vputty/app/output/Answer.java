package io.vputty.app.output;

import io.vputty.app.text.Paint;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command has to say. */
public interface Answer {

  /** For people: units told, numbers rounded. */
  void print(PrintWriter out, Paint paint);

  /** For programs: everything, unrounded, in base units that the names of keys tell. */
  Map<String, ? extends @Nullable Object> tree();
}
