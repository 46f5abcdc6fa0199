package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vputty.collector.inventory.source.SourceException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The APIs of a cloud: logs in when it has to, and reads whole lists, page after page. Of the links
 * to next pages only the query is taken, since clouds behind proxies name addresses in them that
 * are theirs alone, and a token goes to no other address than the catalog's. Not thread-safe.
 */
final class Cloud {

  // Flavors are part of servers from 2.47 on, hypervisors lose their sizes at 2.88.
  private static final String NOVA_VERSION = "2.53";

  private final OpenstackSettings settings;
  private final JsonClient client;
  private final Clock clock;
  private @Nullable Login login;

  Cloud(OpenstackSettings settings, JsonClient client, Clock clock) {
    this.settings = settings;
    this.client = client;
    this.clock = clock;
  }

  /** The endpoint of a service; empty if the cloud has none. */
  Optional<URI> endpoint(String... types) throws SourceException, InterruptedException {
    return login().endpoint(List.of(types), settings.region());
  }

  /** The endpoint of a service that there must be. */
  URI needed(String type) throws SourceException, InterruptedException {
    return endpoint(type)
        .orElseThrow(
            () ->
                new SourceException(
                    "the catalog has no public endpoint of '%s' in region '%s'"
                        .formatted(type, settings.region())));
  }

  /**
   * All entries of a list.
   *
   * @param address of the list, without a query
   * @param query of the first page
   * @param name of the list in each answer; "NAME_links" is where the next page is
   */
  List<JsonNode> list(URI address, String query, String name)
      throws SourceException, InterruptedException {
    List<JsonNode> entries = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    Optional<String> next = Optional.of(query);
    while (next.isPresent()) {
      if (!asked.add(next.get())) {
        throw new SourceException("%s: the pages go in circles".formatted(address));
      }
      URI page = page(address, next.get());
      JsonNode answer = get(page);
      if (!answer.path(name).isArray()) {
        throw new SourceException("%s: the answer has no list '%s'".formatted(page, name));
      }
      answer.path(name).forEach(entries::add);
      next = nextQuery(answer.path(name + "_links"));
    }
    return entries;
  }

  private static URI page(URI list, String query) throws SourceException {
    try {
      return query.isEmpty() ? list : URI.create(list + "?" + query);
    } catch (IllegalArgumentException e) {
      throw new SourceException("%s: '%s' is no query of a page".formatted(list, query), e);
    }
  }

  private static Optional<String> nextQuery(JsonNode links) throws SourceException {
    for (JsonNode link : links) {
      if (link.path("rel").asText().equals("next")) {
        String href = link.path("href").asText();
        int query = href.indexOf('?');
        if (query < 0) {
          throw new SourceException("the link to the next page has no query: " + href);
        }
        return Optional.of(href.substring(query + 1));
      }
    }
    return Optional.empty();
  }

  private JsonNode get(URI address) throws SourceException, InterruptedException {
    HttpRequest request = request(address, login());
    HttpResponse<byte[]> answer = client.send(request);
    if (answer.statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      login = null; // revoked, or expired by a clock that is ahead of ours
      request = request(address, login());
      answer = client.send(request);
    }
    if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
      throw JsonClient.refused(request, answer);
    }
    return JsonClient.json(request, answer);
  }

  private static HttpRequest request(URI address, Login login) {
    return HttpRequest.newBuilder(address)
        .header("X-Auth-Token", login.token())
        .header("Accept", "application/json")
        .header("OpenStack-API-Version", "compute " + NOVA_VERSION)
        .header("X-OpenStack-Nova-API-Version", NOVA_VERSION)
        .build();
  }

  private Login login() throws SourceException, InterruptedException {
    Login current = login;
    if (current == null || current.isOver(clock.instant())) {
      current = authenticate();
      login = current;
    }
    return current;
  }

  private Login authenticate() throws SourceException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.identity() + "/v3/auth/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(credentials().toString()))
            .build();
    HttpResponse<byte[]> answer = client.send(request);
    if (answer.statusCode() != HttpURLConnection.HTTP_CREATED) {
      throw JsonClient.refused(request, answer);
    }
    String token = answer.headers().firstValue("X-Subject-Token").orElse("");
    return Login.of(token, JsonClient.json(request, answer));
  }

  private ObjectNode credentials() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode auth = root.putObject("auth");
    ObjectNode identity = auth.putObject("identity");
    identity.putArray("methods").add("password");
    ObjectNode user = identity.putObject("password").putObject("user");
    user.put("name", settings.user()).put("password", settings.password());
    user.putObject("domain").put("name", settings.userDomain());
    ObjectNode project = auth.putObject("scope").putObject("project");
    project.put("name", settings.project());
    project.putObject("domain").put("name", settings.projectDomain());
    return root;
  }
}
