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

  static String of(List<Zone> counties, List<Person> people) {
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
      }
      return JSON.writeValueAsString(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ArrayNode features, Person person, int which) {
    GeoPoint centre = person.zoneCentres().get(which);
    ObjectNode feature = features.addObject().put("type", "Feature");
    feature
        .putObject("properties")
        .put("id", person.zones().get(which))
        .put("kind", "exclusion")
        .put("radiusMetres", person.zoneRadius())
        .put("bufferMetres", Person.BELT)
        .put("legalBasis", "禁止令");
    ObjectNode geometry = feature.putObject("geometry").put("type", "Point");
    geometry.putArray("coordinates").add(centre.longitude()).add(centre.latitude());
  }
}
