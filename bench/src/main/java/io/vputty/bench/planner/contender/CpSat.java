package io.vputty.bench.planner.contender;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import io.vputty.bench.planner.instance.Instance;
import java.util.ArrayList;
import java.util.List;

/**
 * OR-Tools' CP-SAT on the whole problem: a variable for each VM on each host, and for each edge one
 * for each host and each rack that has both of its ends. One thread, a minute at most; it stops
 * earlier if it has proved the optimum.
 */
public final class CpSat implements Contender {

  /** Instances of more edges than this times hosts would take it too long to begin. */
  private static final long MOST_CELLS = 40_000;

  private static final double MOST_SECONDS = 60;

  @Override
  public String name() {
    return "CP-SAT";
  }

  @Override
  public boolean keepsBudgets() {
    return true;
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public boolean isHere() {
    try {
      Loader.loadNativeLibraries();
      return true;
    } catch (UnsatisfiedLinkError | RuntimeException e) {
      return false;
    }
  }

  @Override
  public boolean takes(Instance instance) {
    return (long) instance.edges() * instance.hosts() <= MOST_CELLS;
  }

  @Override
  public Run ready(Instance instance, int migrations, long seed) {
    return () -> new Model(instance, migrations).solve();
  }

  /** The problem in CP-SAT's terms. */
  private static final class Model {

    private final CpModel model = new CpModel();
    private final Instance instance;
    private final Literal[][] on;
    private final LinearExprBuilder saved = LinearExpr.newBuilder();

    Model(Instance instance, int migrations) {
      this.instance = instance;
      this.on = new Literal[instance.vms()][instance.hosts()];
      LinearExprBuilder stay = LinearExpr.newBuilder();
      for (int vm = 0; vm < instance.vms(); vm++) {
        for (int host = 0; host < instance.hosts(); host++) {
          on[vm][host] = model.newBoolVar("");
          model.addHint(on[vm][host], host == instance.home()[vm]);
        }
        model.addExactlyOne(on[vm]);
        stay.add(on[vm][instance.home()[vm]]);
      }
      model.addGreaterOrEqual(stay, instance.vms() - migrations);
      for (int host = 0; host < instance.hosts(); host++) {
        List<Literal> there = new ArrayList<>();
        for (Literal[] ofVm : on) {
          there.add(ofVm[host]);
        }
        model.addLessOrEqual(LinearExpr.sum(there.toArray(new Literal[0])), instance.slots());
      }
      for (int edge = 0; edge < instance.edges(); edge++) {
        addEdge(edge);
      }
      model.maximize(saved);
    }

    private void addEdge(int edge) {
      int from = instance.from()[edge];
      int to = instance.to()[edge];
      if (from == to) {
        return;
      }
      long weight = Math.round(instance.weight()[edge]);
      for (int rack = 0; rack < instance.racks(); rack++) {
        Literal inRack = model.newBoolVar("");
        model.addLessOrEqual(inRack, inRack(from, rack));
        model.addLessOrEqual(inRack, inRack(to, rack));
        saved.addTerm(inRack, 2 * weight);
      }
      for (int host = 0; host < instance.hosts(); host++) {
        Literal onHost = model.newBoolVar("");
        model.addImplication(onHost, on[from][host]);
        model.addImplication(onHost, on[to][host]);
        saved.addTerm(onHost, 2 * weight);
      }
    }

    private LinearExpr inRack(int vm, int rack) {
      LinearExprBuilder sum = LinearExpr.newBuilder();
      for (int host = 0; host < instance.hostsPerRack(); host++) {
        sum.add(on[vm][rack * instance.hostsPerRack() + host]);
      }
      return sum.build();
    }

    int[] solve() {
      CpSolver solver = new CpSolver();
      solver.getParameters().setNumWorkers(1).setMaxTimeInSeconds(MOST_SECONDS);
      CpSolverStatus status = solver.solve(model);
      int[] hosts = instance.home().clone();
      if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
        for (int vm = 0; vm < hosts.length; vm++) {
          for (int host = 0; host < instance.hosts(); host++) {
            hosts[vm] = solver.booleanValue(on[vm][host]) ? host : hosts[vm];
          }
        }
      }
      return hosts;
    }
  }
}
