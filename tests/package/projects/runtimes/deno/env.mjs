import { JunctionManagement } from "junction-credentials";

try {
  new JunctionManagement();
  console.log("made");
} catch (error) {
  console.log(String(error));
}
