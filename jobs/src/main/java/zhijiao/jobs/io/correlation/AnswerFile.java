package zhijiao.jobs.io.correlation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zhijiao.core.correlation.Correlation;
import zhijiao.core.correlation.CorrelationRequest;
import zhijiao.jobs.io.FactJson;

/** The answer to a request, and what the log says of it: as little as answers it. */
public final class AnswerFile {

  /** Name of the answer. */
  public static final String NAME = "correlation.json";

  /** Name of the log. */
  public static final String LOG = "correlation-audit.jsonl";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private AnswerFile() {}

  /** What is logged of a request that is answered. */
  public static ObjectNode logged(
      CorrelationRequest request, Correlation.Answer answer, String at) {
    ObjectNode out = JSON.createObjectNode();
    out.put("at", at).put("outcome", "answered");
    out.put("algorithm", Correlation.ALGORITHM_VERSION);
    put(out, request);
    out.put("leads", answer.leads().size());
    out.put("exonerations", answer.exonerations().size());
    out.put("noStatement", answer.noStatement());
    out.put("unlawfulFixes", answer.unlawfulFixes());
    return out;
  }

  /** What is logged of a request that is refused. */
  public static ObjectNode refused(List<String> problems, String at) {
    ObjectNode out = JSON.createObjectNode();
    out.put("at", at).put("outcome", "refused");
    ArrayNode why = out.putArray("problems");
    problems.forEach(why::add);
    return out;
  }

  private static void put(ObjectNode out, CorrelationRequest request) {
    out.put("caseNumber", request.caseNumber()).put("requester", request.requester());
    out.put("basis", request.basis()).put("purpose", request.purpose());
    out.put("from", FactJson.time(request.from())).put("until", FactJson.time(request.until()));
    out.put("lat", request.place().latitude()).put("lon", request.place().longitude());
    out.put("radiusMetres", request.radiusMetres());
  }

  /** Writes the answer. */
  public static void write(
      Path folder, CorrelationRequest request, Correlation.Answer answer, String logHash)
      throws IOException {
    ObjectNode out = JSON.createObjectNode();
    out.put("algorithm", Correlation.ALGORITHM_VERSION);
    out.put("auditHash", logHash);
    put(out.putObject("request"), request);
    ArrayNode leads = out.putArray("leads");
    for (Correlation.Lead lead : answer.leads()) {
      ObjectNode one = leads.addObject().put("subject", lead.subject().pseudonym());
      one.put("first", FactJson.time(lead.firstAt())).put("last", FactJson.time(lead.lastAt()));
      ArrayNode fixes = one.putArray("fixes");
      lead.fixes().forEach(fix -> fixes.add(fix.toString()));
    }
    ArrayNode exonerations = out.putArray("exonerations");
    for (Correlation.Exoneration it : answer.exonerations()) {
      exonerations.addObject().put("subject", it.subject().pseudonym()).put("fixes", it.fixes());
    }
    out.put("noStatement", answer.noStatement());
    out.put("unlawfulFixes", answer.unlawfulFixes());
    Files.write(folder.resolve(NAME), JSON.writeValueAsBytes(out));
  }
}
