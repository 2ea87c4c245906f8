package zhijiao.jobs.serde;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.Fact;
import zhijiao.core.health.SourceNote;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.meeting.EncounterChange;
import zhijiao.core.rule.Finding;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.RiskInput;
import zhijiao.jobs.operator.StayInSquare;
import zhijiao.jobs.operator.ToProtected;
import zhijiao.models.live.RiskScore;

/** The type information to give to {@code returns(…)}, state descriptors and side outputs. */
public final class ZhijiaoTypes {

  public static final TypeInformation<Arrival> ARRIVAL =
      new CodecTypeInfo<>(Arrival.class, ArrivalSerializer.INSTANCE);
  public static final TypeInformation<Addressed> ADDRESSED =
      new CodecTypeInfo<>(Addressed.class, AddressedSerializer.INSTANCE);
  public static final TypeInformation<DeadLetter> DEAD_LETTER =
      new CodecTypeInfo<>(DeadLetter.class, DeadLetterSerializer.INSTANCE);
  public static final TypeInformation<Fact> FACT =
      new CodecTypeInfo<>(Fact.class, FactSerializer.INSTANCE);
  public static final TypeInformation<Finding> FINDING =
      new CodecTypeInfo<>(Finding.class, FindingSerializer.INSTANCE);
  public static final TypeInformation<AlertCause> ALERT_CAUSE =
      new CodecTypeInfo<>(AlertCause.class, AlertCauseSerializer.INSTANCE);
  public static final TypeInformation<AlertEvent> ALERT_EVENT =
      new CodecTypeInfo<>(AlertEvent.class, AlertEventSerializer.INSTANCE);
  public static final TypeInformation<IncidentMember> INCIDENT_MEMBER =
      new CodecTypeInfo<>(IncidentMember.class, IncidentMemberSerializer.INSTANCE);
  public static final TypeInformation<JudgedMoment> JUDGED_MOMENT =
      new CodecTypeInfo<>(JudgedMoment.class, JudgedMomentSerializer.INSTANCE);
  public static final TypeInformation<SourceNote> SOURCE_NOTE =
      new CodecTypeInfo<>(SourceNote.class, SourceNoteSerializer.INSTANCE);
  public static final TypeInformation<StayInSquare> STAY_IN_SQUARE =
      new CodecTypeInfo<>(StayInSquare.class, StayInSquareSerializer.INSTANCE);
  public static final TypeInformation<EncounterChange> ENCOUNTER_CHANGE =
      new CodecTypeInfo<>(EncounterChange.class, EncounterChangeSerializer.INSTANCE);
  public static final TypeInformation<ToProtected> TO_PROTECTED =
      new CodecTypeInfo<>(ToProtected.class, ToProtectedSerializer.INSTANCE);

  public static final TypeInformation<RiskInput> RISK_INPUT =
      new CodecTypeInfo<>(RiskInput.class, RiskInputSerializer.INSTANCE);
  public static final TypeInformation<RiskScore> RISK_SCORE =
      new CodecTypeInfo<>(RiskScore.class, RiskScoreSerializer.INSTANCE);

  private ZhijiaoTypes() {}
}
