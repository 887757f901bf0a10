// A divider by shifts and subtractions: 16 steps.
module divide(input clk, input start, input [15:0] a, input [15:0] b, output reg [15:0] q, output reg [15:0] r, output busy);
    reg [4:0] left;
    wire [16:0] next = {r, q[15]} - {1'b0, b};
    assign busy = left != 0;
    always @(posedge clk) begin
        if (start) begin
            q <= a;
            r <= 0;
            left <= 16;
        end else if (busy) begin
            q <= {q[14:0], ~next[16]};
            r <= next[16] ? {r[14:0], q[15]} : next[15:0];
            left <= left - 1;
        end
    end
endmodule
