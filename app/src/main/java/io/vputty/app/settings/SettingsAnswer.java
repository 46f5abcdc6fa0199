package io.vputty.app.settings;

import io.vputty.app.json.RecordJson;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Setting;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every setting: its default, and what domains set instead, by whom and why. */
public final class SettingsAnswer implements Answer {

  private final List<Setting> set;

  /** What is in force. */
  public SettingsAnswer(SettingsInForce settings) {
    this.set = settings.all();
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    Table table = new Table("l", "r", "l", "r", "l", "l");
    table.row("setting", "default", "domain", "value", "by", "comment");
    for (String name : names()) {
      String standard = KnownSettings.all().getOrDefault(name, "?");
      List<Setting> changed = set.stream().filter(s -> s.getName().equals(name)).toList();
      if (changed.isEmpty()) {
        table.row(name, standard, "", "", "", "");
      }
      changed.forEach(
          setting ->
              table.row(
                  name,
                  standard,
                  setting.getDomain(),
                  paint.bold(setting.getValue()),
                  setting.getAuthor(),
                  setting.getComment()));
    }
    table.print(out);
  }

  /** Known ones, then those that nothing reads. */
  private List<String> names() {
    List<String> names = new ArrayList<>(KnownSettings.all().keySet());
    set.stream().map(Setting::getName).filter(n -> !names.contains(n)).forEach(names::add);
    return names;
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("defaults", KnownSettings.all());
    tree.put("set", set.stream().map(RecordJson::tree).toList());
    return tree;
  }
}
