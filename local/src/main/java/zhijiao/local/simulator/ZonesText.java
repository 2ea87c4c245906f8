package zhijiao.local.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;

/** Writes the counties, as they came, and people's forbidden zones as one GeoJSON text. */
final class ZonesText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ZonesText() {}

  static String of(List<Zone> counties, List<Person> people, List<Acquaintances.Bond> pairs) {
    try (InputStream in =
        new GZIPInputStream(ZonesText.class.getResourceAsStream("/lishui/counties.geojson.gz"))) {
      ObjectNode root = (ObjectNode) JSON.readTree(in);
      ArrayNode features = (ArrayNode) root.get("features");
      for (JsonNode feature : features) {
        ((ObjectNode) feature.get("properties")).put("kind", "permitted");
      }
      if (features.size() != counties.size()) {
        throw new IllegalStateException("a county is missing");
      }
      for (Person person : people) {
        for (int i = 0; i < person.zones().size(); i++) {
          add(features, person, i);
        }
        GeoPoint keyPlace = person.tag() == null ? null : Sites.keyPlace(person);
        if (keyPlace != null) {
          circle(features, Sites.keyPlaceId(person), keyPlace, Sites.KEY_PLACE_RADIUS);
        }
        if (person.tag() != null) {
          String id = Sites.destinationId(person);
          circle(features, id, person.abroad(), Sites.DESTINATION_RADIUS);
        }
      }
      pairs.forEach(bond -> addSite(features, bond));
      return JSON.writeValueAsString(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ArrayNode features, Person person, int which) {
    circle(
            features,
            person.zones().get(which),
            person.zoneCentres().get(which),
            person.zoneRadius())
        .put("kind", "exclusion")
        .put("bufferMetres", Person.BELT)
        .put("legalBasis", "禁止令");
  }

  /** A round place; gives its properties. */
  private static ObjectNode circle(
      ArrayNode features, String id, GeoPoint centre, int radiusMetres) {
    ObjectNode feature = features.addObject().put("type", "Feature");
    ObjectNode properties = feature.putObject("properties");
    properties.put("id", id).put("radiusMetres", radiusMetres);
    ObjectNode geometry = feature.putObject("geometry").put("type", "Point");
    geometry.putArray("coordinates").add(centre.longitude()).add(centre.latitude());
    return properties;
  }

  /** A place of service; no zone of a kind, as nobody is kept in it or out of it. */
  private static void addSite(ArrayNode features, Acquaintances.Bond bond) {
    ObjectNode feature = features.addObject().put("type", "Feature");
    feature
        .putObject("properties")
        .put("id", bond.siteId())
        .put("radiusMetres", Acquaintances.SITE_RADIUS);
    ObjectNode geometry = feature.putObject("geometry").put("type", "Point");
    geometry.putArray("coordinates").add(bond.site().longitude()).add(bond.site().latitude());
  }
}
