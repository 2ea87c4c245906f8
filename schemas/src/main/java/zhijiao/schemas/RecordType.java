package zhijiao.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The records that travel, each with its schema. */
public enum RecordType {
  TAG_FIX("TagFix"),
  TAG_STATUS("TagStatus"),
  SIGHTING("Sighting"),
  CHECK_IN("CheckIn"),
  ORDER_CHANGE("OrderChange"),
  AUTHORISATION_CHANGE("AuthorisationChange"),
  LEAVE_CHANGE("LeaveChange"),
  TAG_BINDING("TagBinding"),
  OFFICER_ACTION("OfficerAction"),
  ROLL_CALL("RollCall"),
  MEASURE("Measure"),
  CASE_NOTICE("CaseNotice"),
  WELFARE_SIGNAL("WelfareSignal"),
  OBJECTION("Objection"),
  ACTIVITY("Activity"),
  CHANGE_REPORT("ChangeReport"),
  SUSPENSION_CHANGE("SuspensionChange"),
  PROTECTED_POSITION("ProtectedPosition"),
  CAMPAIGN("Campaign"),
  SETTINGS_CHANGE("SettingsChange"),
  HEARTBEAT("Heartbeat"),
  DEAD_LETTER("DeadLetter"),
  ALERT_EVENT("AlertEvent"),
  INCIDENT_MEMBER("IncidentMember"),
  FINDING_CHANGE("FindingChange"),
  RISK_SCORE("RiskScore");

  private final String simpleName;
  private final Schema schema;
  private final long fingerprint;

  RecordType(String simpleName) {
    this.simpleName = simpleName;
    this.schema = load("/avro/" + simpleName + ".avsc");
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
  }

  /** The schema's name without its namespace, which is also the name of its file. */
  public String simpleName() {
    return simpleName;
  }

  /** The schema that this build writes. */
  public Schema schema() {
    return schema;
  }

  /** CRC-64-AVRO of the schema's parsing canonical form. */
  public long fingerprint() {
    return fingerprint;
  }

  static Schema load(String resource) {
    try (InputStream in = RecordType.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no schema " + resource + " on the class path");
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("schema " + resource + " cannot be read", e);
    }
  }
}
